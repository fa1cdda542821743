// What happens before the program is there: its settings, the stored theme without a flash, and words, in both
// languages, for the case that it cannot start. `page_notice(kind)` is the program's way to show them too; null hides.
var page_notice = function (kind) {
  var texts = {
    wasm: ['此浏览器不支持 WebAssembly，无法运行本页面。请更新浏览器。', 'This browser has no WebAssembly, which this page runs on. Please update the browser.'],
    webgl: ['无法使用 WebGL：请在浏览器设置中开启硬件加速，或换用其他浏览器。', 'WebGL is not available: turn on hardware acceleration in the browser’s settings, or try another browser.'],
    load: ['页面文件载入失败，请检查网络后刷新。', 'A file of this page did not load. Check the network and reload.'],
    crash: ['程序意外停止，请刷新页面。', 'The program stopped unexpectedly. Please reload the page.']
  };
  var notice = document.getElementById('notice');
  notice.hidden = !kind;
  if (!kind) return;
  notice.setAttribute('role', 'alert');
  for (var i = 0; i < 2; i++) notice.children[i].textContent = texts[kind][i];
};
var Module = {
  canvas: document.getElementById('canvas'),
  onAbort: function () { page_notice('crash'); }
};
(function () {
  var root = document.documentElement;
  try {
    root.dataset.theme = /[#&]theme=(light|dark)\b/.test(location.hash) ? RegExp.$1 : localStorage.getItem('mqtt_tool.theme') || '';
  } catch (_) { /* storage is forbidden here: the system's preference holds */ }
  if (/[?&]embed=1\b/.test(location.search)) root.classList.add('embed');
  if (typeof WebAssembly != 'object') page_notice('wasm');
  // Fetching or compiling the program failed; once it has drawn, the notice is gone and stays so.
  addEventListener('unhandledrejection', function () { if (!document.getElementById('notice').hidden) page_notice('load'); });
  addEventListener('error', function (event) { if (event.target.tagName == 'SCRIPT') page_notice('load'); }, true);
})();
