/** Operations are files under `gateway/clients/operations/`; the bundler gives their text. */
declare module '*.graphql' {
  const text: string;
  export { text as default };
}
