// A classic script loaded once, however many elements ask for it.
const loading = new Map();

export function library(src) {
  if (!loading.has(src)) {
    loading.set(src, new Promise((ready, failed) => {
      const script = document.createElement("script");
      script.src = src;
      script.onload = ready;
      script.onerror = failed;
      document.head.append(script);
    }));
  }
  return loading.get(src);
}
