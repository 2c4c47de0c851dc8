// The payment's QR code, drawn from its modules.
const namespace = "http://www.w3.org/2000/svg";

/** `size` modules in each row, and all rows as one base64 text of bits, the first module in the highest bit. */
export function qrCode({ size, modules }) {
  const bytes = atob(modules);
  const isDark = at => bytes.charCodeAt(at >> 3) >> (7 - at % 8) & 1;
  const squares = Array.from({ length: size * size }, (_, at) => at).filter(isDark);
  const path = document.createElementNS(namespace, "path");
  path.setAttribute("d", squares.map(at => `M${at % size} ${Math.floor(at / size)}h1v1h-1z`).join(""));
  const image = document.createElementNS(namespace, "svg");
  image.setAttribute("viewBox", `0 0 ${size} ${size}`);
  image.setAttribute("class", "qr");
  image.setAttribute("role", "img");
  image.setAttribute("aria-label", "QR-код для оплаты");
  image.setAttribute("shape-rendering", "crispEdges");
  image.append(path);
  return image;
}
