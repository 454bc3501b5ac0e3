import { render } from "preact";

const root = document.getElementById("app");
if (root) render(<h1>Palabre: run</h1>, root);
