/** Light, dark or as the device says. Kept in a cookie, so that the server's page is right from its first byte. Shared. */
export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

export const THEME_COOKIE = 'theme'

export const asTheme = (value: string | undefined): Theme => THEMES.find((theme) => theme === value) ?? 'system'

const YEAR_SECONDS = 31_536_000

/** In the browser: show it now, and remember it. */
export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API needs a secure context, which a hotel's LAN may not be
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
}

export const currentTheme = (): Theme => asTheme(document.documentElement.dataset.theme)
