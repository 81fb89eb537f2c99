// Before the first paint, so that nobody in the dark sees a white flash.
{
  const wanted = localStorage.getItem("rowan.theme") ?? "system";
  const isDark = wanted === "dark" || (wanted === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.classList.add(isDark ? "dark" : "light");
  document.documentElement.style.colorScheme = isDark ? "dark" : "light";
}
