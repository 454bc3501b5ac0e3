// The one function of the bundle that the stage calls; it comes without types.
declare module "plotly.js-basic-dist-min" {
  interface Plotly {
    react(
      root: HTMLElement,
      data: readonly unknown[],
      layout: Readonly<Record<string, unknown>>,
      config: Readonly<Record<string, unknown>>,
    ): Promise<unknown>;
    purge(root: HTMLElement): void;
  }
  const plotly: Plotly;
  export default plotly;
}
