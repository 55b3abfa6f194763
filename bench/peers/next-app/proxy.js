/** Never asked. Without this file Next finds Bellboard's own further up. */
export function proxy() {}

export const config = { matcher: '/never' }
