// What happens before the program is there: its settings, the stored theme without a flash, and words, in both
// languages, for the case that it cannot start. `page_notice(kind)` is the program's way to show them too; null hides.
var page_notice = function (kind) {
  var texts = {
    wasm: ['此浏览器不支持 WebAssembly，无法运行本页面。请更新浏览器。', 'This browser has no WebAssembly, which this page runs on. Please update the browser.'],
    webgl: ['无法使用 WebGL：请在浏览器设置中开启硬件加速，或换用其他浏览器。', 'WebGL is not available: turn on hardware acceleration in the browser’s settings, or try another browser.'],
    lost: ['浏览器收回了显卡（WebGL），画面暂停；连接、键盘和读屏软件照常工作。画面恢复后此提示会消失；若长时间不恢复，请刷新页面。', 'The browser has taken WebGL away, so the picture stands still; the connection, the keyboard and screen readers go on working. This goes when the picture is back. If that takes long, reload the page.'],
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
    root.dataset.theme = /[#?&]theme=(system|light|dark|contrast)\b/.test(location.hash + location.search) ? RegExp.$1 : localStorage.getItem('mqtt_tool.theme') || '';
  } catch (_) { /* storage is forbidden here: the system's preference holds */ }
  if (/[?&]embed=1\b/.test(location.search)) root.classList.add('embed');
  if (window != parent) root.classList.add('framed');
  if (typeof WebAssembly != 'object') page_notice('wasm');
  // Fetching or compiling the program failed; once it has drawn, the notice is gone and stays so.
  addEventListener('unhandledrejection', function () { if (!document.getElementById('notice').hidden) page_notice('load'); });
  addEventListener('error', function (event) { if (event.target.tagName == 'SCRIPT') page_notice('load'); }, true);
})();
