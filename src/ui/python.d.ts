// esbuild gives Python files as their text.
declare module "*.py" {
  const source: string;
  export default source;
}
