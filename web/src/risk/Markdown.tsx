/** As much Markdown as the exchange's own pages use, without any HTML in it. */
import type { ReactNode } from 'react';

type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'paragraph'; readonly text: string };

const HEADING = /^(#{1,4}) (.*)$/;
const CELL_END = /(?<!\\)\|/;

export function blocksOf(markdown: string): readonly Block[] {
  return markdown
    .split(/\r?\n\s*\r?\n|(?<=^#.*)\r?\n|\r?\n(?=#)/m)
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .flatMap((text) => partsOf(text.split(/\r?\n/)));
}

/** A list or table may stand right below the line that introduces it. */
function partsOf(lines: readonly string[]): readonly Block[] {
  const starts = lines.findIndex((line) => line.startsWith('|') || line.startsWith('- '));
  return starts > 0 ? [blockOf(lines.slice(0, starts)), blockOf(lines.slice(starts))] : [blockOf(lines)];
}

function blockOf(lines: readonly string[]): Block {
  const [first = ''] = lines;
  const [, marks, title] = HEADING.exec(first) ?? [];
  if (marks !== undefined && title !== undefined) {
    return { kind: 'heading', level: marks.length, text: title };
  }
  if (first.startsWith('|')) {
    const [head = [], , ...rows] = lines.map(cellsOf);
    return { kind: 'table', head, rows };
  }
  if (first.startsWith('- ')) {
    return { kind: 'list', items: lines.join('\n').slice(2).split(/\n- /) };
  }
  return { kind: 'paragraph', text: lines.join('\n') };
}

const cellsOf = (line: string): readonly string[] =>
  line
    .split(CELL_END)
    .slice(1, -1)
    .map((cell) => cell.trim());

const MARKED = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*/g;

/** Code, strong and emphasized words of a line. */
function spoken(text: string): ReactNode {
  const nodes: ReactNode[] = [];
  let end = 0;
  for (const found of text.matchAll(MARKED)) {
    nodes.push(plain(text.slice(end, found.index)));
    const [whole, code, strong, emphasized] = found;
    const key = found.index;
    nodes.push(
      code !== undefined ? (
        <code key={key}>{code}</code>
      ) : strong !== undefined ? (
        <strong key={key}>{strong}</strong>
      ) : (
        <em key={key}>{plain(emphasized ?? '')}</em>
      ),
    );
    end = found.index + whole.length;
  }
  return [...nodes, plain(text.slice(end))];
}

const plain = (text: string): string => text.replace(/\\([|*_`])/g, '$1');

/** Written from the left, whatever the page's language is. */
export function Markdown({ text, language }: { readonly text: string; readonly language: string }) {
  return (
    <div className="prose" dir="ltr" lang={language}>
      {blocksOf(text).map((block, at) => (
        <Part key={at} block={block} />
      ))}
    </div>
  );
}

function Part({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'heading':
      return block.level < 3 ? <h2>{spoken(block.text)}</h2> : <h3>{spoken(block.text)}</h3>;
    case 'paragraph':
      return <p>{spoken(block.text)}</p>;
    case 'list':
      return (
        <ul>
          {block.items.map((item, at) => (
            <li key={at}>{spoken(item)}</li>
          ))}
        </ul>
      );
    case 'table':
      return (
        <table>
          <thead>
            <tr>
              {block.head.map((cell, at) => (
                <th key={at} scope="col">
                  {spoken(cell)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row, line) => (
              <tr key={line}>
                {row.map((cell, at) => (
                  <td key={at}>{spoken(cell)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
  }
}
