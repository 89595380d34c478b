#pragma once
// How the page looks: one column for reading, two for charts, and A4 for print.
#include <string_view>

namespace linchpin::dossier {

inline constexpr std::string_view kStyle = R"css(
:root{--ink:#14181f;--dim:#59626f;--rule:#d5dae1;--ground:#f4f6f8;--accent:#0b6bb0;--warn:#8a4500}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:#fff;color:var(--ink);font:15px/1.5 Inter,"Inter Variable",system-ui,sans-serif;font-feature-settings:"tnum" 1}
main{max-width:980px;margin:0 auto;padding:40px 28px 72px}
h1{font-size:48px;line-height:1.05;font-weight:600;margin:4px 0 18px;letter-spacing:-.015em}
h2{font-size:24px;line-height:1.2;font-weight:600;margin:52px 0 14px;padding-top:14px;border-top:2px solid var(--ink)}
h3{font-size:14px;font-weight:600;margin:0 0 8px}
p{margin:0 0 10px}
.kicker{font-size:13px;color:var(--dim);margin:0}
.headline{font-size:21px;line-height:1.4;max-width:40em;margin-bottom:18px}
.day{white-space:nowrap}
.members{color:var(--dim);font-size:13px}
.basis{list-style:none;margin:0 0 22px;padding:0;color:var(--dim);font-size:13px}
.scenario{border-left:4px solid var(--warn);background:#fff7ee;padding:10px 14px;margin:0 0 22px}
.scenario ul{margin:4px 0 0;padding-left:18px}
nav{font-size:13px;margin:0 0 8px}
nav a{margin-right:16px;white-space:nowrap}
a{color:var(--accent);text-decoration:none}
a:hover{text-decoration:underline}
a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
figure{margin:0}
.map img{display:block;width:100%;height:auto;border-radius:4px}
figcaption,.note{font-size:12px;line-height:1.4;color:var(--dim);margin-top:6px}
table{border-collapse:collapse;width:100%;font-size:13px;line-height:1.35}
th{text-align:left;font-weight:600}
thead th{font-size:12px;color:var(--dim);border-bottom:1px solid var(--ink);padding:6px 10px 6px 0;vertical-align:bottom;font-weight:400}
td,tbody th{border-bottom:1px solid var(--rule);padding:6px 10px 6px 0;vertical-align:top;font-weight:400}
tbody tr.group th{font-weight:600;padding-top:14px;border-bottom:1px solid var(--rule)}
td.value{font-weight:600;white-space:nowrap}
td.num{white-space:nowrap}
td.none{color:var(--dim);font-weight:400}
td:last-child,th:last-child{padding-right:0}
.partner{display:block;font-weight:400;font-size:12px;color:var(--dim);white-space:normal;max-width:26em}
.spark svg{display:block}
.charts{display:grid;grid-template-columns:1fr 1fr;gap:30px 40px;margin-top:26px}
.charts .wide{grid-column:1/-1}
.charts svg{display:block;width:100%;height:auto}
.small{font-size:12px;line-height:1.4}
.missing{columns:2;column-gap:40px;padding-left:18px;font-size:13px}
.missing li{break-inside:avoid;margin-bottom:6px}
.missing span{color:var(--dim)}
dl{margin:0;font-size:13px}
dt{font-weight:600;margin-top:10px}
dd{margin:0;color:var(--dim)}
ol.sources{font-size:13px;padding-left:24px;overflow-wrap:anywhere}
code{font:12px/1.5 ui-monospace,monospace;background:var(--ground);padding:2px 6px;border-radius:3px;overflow-wrap:anywhere}
@media(max-width:720px){.charts{grid-template-columns:1fr}.missing{columns:1}h1{font-size:36px}.scroll{overflow-x:auto}}
@page{size:A4;margin:16mm 15mm 18mm}
@media print{
.partner{font-size:7.5pt}
body{font-size:9.5pt}
main{max-width:none;padding:0}
h1{font-size:30pt}h2{font-size:15pt;margin-top:22pt;break-after:avoid}.headline{font-size:13pt}
table{font-size:8pt}thead{display:table-header-group}tr,figure,.charts>*{break-inside:avoid}
.basis,.note,figcaption,.missing,dl,ol.sources{font-size:8pt}
nav{display:none}a{color:inherit}
.map{break-inside:avoid}
}
)css";

}  // namespace linchpin::dossier
