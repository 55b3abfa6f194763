/** What `server-only` and `client-only` mean to a test: nothing. */
export {}
