import { render } from "preact";

const root = document.getElementById("app");
if (root) render(<h1>Palabre: stage</h1>, root);
