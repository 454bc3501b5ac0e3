// The control bar's icons: strokes on a field of 24 by 24, drawn for this page.
import type { Act } from "./keys.ts";

type Icon = Exclude<Act, "toggle" | "blank" | "leave"> | "open" | "close" | "hide";

export const ICONS: Readonly<Record<Icon, string>> = {
  back: "M15 5l-7 7 7 7",
  next: "M9 5l7 7-7 7",
  open: "M7 4.5v15l12-7.5z",
  close: "M7 6h10v12H7z",
  reveal:
    "M2.5 12s3.5-6.5 9.5-6.5 9.5 6.5 9.5 6.5-3.5 6.5-9.5 6.5S2.5 12 2.5 12zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5",
  hide: "M4 4l16 16M6.5 7.2C4 9 2.5 12 2.5 12s3.5 6.5 9.5 6.5c1.7 0 3.2-.5 4.5-1.200M10 5.700c.6-.1 1.3-.2 2-.2 6 0 9.5 6.5 9.5 6.500s-.9 1.7-2.5 3.3",
  variant: "M4 19V9m5.3 10V5m5.4 14v-7M20 19V7",
  editions: "M3.5 5h7v14h-7zM13.500 5h7v14h-7zM13.500 12h7M3.5 9h7",
  table: "M4 5.500h16v13H4zM4 10h16M10 5.500v13",
  qr: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2.500v2.500H14zM20 14v6h-3.5",
  language: "M12 3.500a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M3.5 12h17M12 3.500c-5 5-5 12 0 17 5-5 5-12 0-17",
  theme: "M19.5 14.500A8 8 0 0 1 9.5 4.500a8 8 0 1 0 10 10z",
  full: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  help: "M9 9.200a3 3 0 1 1 4.3 2.700c-.9.5-1.3 1-1.3 2.100M12 17.500v.1",
};
