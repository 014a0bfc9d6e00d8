import { withNetwork } from '../database/with-network.ts';
import { measureAgendaGrid } from '../micro/agenda-grid.ts';
import { bundleSizes } from '../micro/bundle-sizes.ts';
import type { Drawing } from '../micro/drawing.ts';
import { measureEmbeddedStart } from '../micro/embedded-start.ts';
import { measureServer } from '../micro/server-figures.ts';
import { measureSlotGeneration } from '../micro/slot-generation.ts';
import type { Options } from '../options.ts';
import { columns } from '../report/table.ts';
import { openLab } from '../run/lab.ts';

const patientsWanted = 5_000;

/** What isn't a question to a running server: pure code, start, memory, sizes, drawing. */
export async function printMicro(options: Options): Promise<number> {
  const lines = measureSlotGeneration().map(({ busy, slots, medianMs }) => [
    `four weeks of slots, ${busy} busy (${slots} left)`,
    `${medianMs.toFixed(3)} ms`,
  ]);
  for (const { app, firstKb, allKb } of bundleSizes())
    lines.push([`${app}: first load, everything (gzip)`, `${firstKb.toFixed(1)} kB, ${allKb.toFixed(1)} kB`]);
  const { firstMs, laterMs } = await measureEmbeddedStart();
  lines.push([
    'embedded PostgreSQL, first start and later',
    `${firstMs.toFixed(0)} ms, ${laterMs.toFixed(0)} ms`,
  ]);
  await withNetwork(options, async (url, network) => {
    const lab = await openLab(url, network, {
      patientsWanted,
      profileTo: null,
      workerApart: false,
      servers: 1,
    });
    try {
      const { readyMs, idleMb, loadedMb } = await measureServer(lab, options.run.seconds);
      lines.push(['server ready on an existing database', `${readyMs.toFixed(0)} ms`]);
      lines.push(['memory of the server at rest', `${idleMb.toFixed(0)} MB`]);
      lines.push(['memory of the server, 32 clients', `${loadedMb.toFixed(0)} MB`]);
      const grid = await measureAgendaGrid(lab);
      lines.push(['agenda of 20 columns, 600 slots, drawn in Chromium', drawingInWords(grid?.first)]);
      lines.push(['the same after one slot was booked elsewhere', drawingInWords(grid?.change)]);
    } finally {
      await lab.close();
    }
  });
  console.log(columns(['what', 'figure'], lines));
  return 0;
}

function drawingInWords(drawing: Drawing | undefined): string {
  if (!drawing) return 'no Chromium here';
  const { toFrame, script, style, layout } = drawing;
  const [busy, ...parts] = [script + style + layout, script, style, layout].map((ms) => ms.toFixed(0));
  return `${toFrame.toFixed(0)} ms; main thread ${busy} ms (script ${parts[0]}, style ${parts[1]}, layout ${parts[2]})`;
}
