/** The address of the chart engine; js/bundling.mjs makes the file. */
declare module "*.gz" {
  const address: string;
  export default address;
}
