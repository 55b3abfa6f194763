/** Nothing. Without this file Next finds Bellboard's own further up, and would start its engine in the peer. */
export function register() {}
