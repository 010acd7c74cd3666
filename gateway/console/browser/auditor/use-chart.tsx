import { Disclosure, DisclosurePanel, Heading, Button } from 'react-aria-components';
import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { Table } from '../parts/table.tsx';
import { formatDay } from '../words/format.ts';
import { useLanguage, useWords } from '../words/language.ts';
import type { DayCount } from './count-by-day.ts';

/** Accesses over time, as a chart and as the table behind it. */
export function UseChart({ days }: { readonly days: readonly DayCount[] }) {
  const words = useWords().log;
  const language = useLanguage();
  const rows = days.map((count) => ({ ...count, name: formatDay(count.day, language) }));
  return (
    <figure className="card card-wide chart-figure">
      <figcaption>
        <h2>{words.chart}</h2>
        <p className="quiet">{words.chartAbout}</p>
      </figcaption>
      {/* For the eye alone: the same figures are in the table. */}
      <div className="chart" aria-hidden="true">
        <ResponsiveContainer width="100%" height="100%">
          <BarChart data={rows} accessibilityLayer={false}>
            <CartesianGrid stroke="var(--line)" vertical={false} />
            <XAxis dataKey="name" stroke="var(--quiet)" />
            <YAxis allowDecimals={false} stroke="var(--quiet)" width={40} />
            <Tooltip
              contentStyle={{ background: 'var(--surface)', borderColor: 'var(--line)' }}
              cursor={{ fill: 'var(--ground)' }}
            />
            <Legend />
            <Bar
              dataKey="answered"
              name={words.answered}
              stackId="day"
              fill="var(--chart-good)"
              maxBarSize={64}
              isAnimationActive={false}
            />
            <Bar
              dataKey="refused"
              name={words.refused}
              stackId="day"
              fill="var(--chart-bad)"
              maxBarSize={64}
              isAnimationActive={false}
            />
          </BarChart>
        </ResponsiveContainer>
      </div>
      <Disclosure>
        <Heading level={3}>
          <Button slot="trigger" className="link">
            {words.table}
          </Button>
        </Heading>
        <DisclosurePanel>
          <Table<(typeof rows)[number]>
            label={words.table}
            rows={rows}
            keyOf={({ day }) => day}
            columns={[
              { title: words.day, cell: ({ name }) => name },
              { title: words.answered, isNumber: true, cell: ({ answered }) => answered },
              { title: words.refused, isNumber: true, cell: ({ refused }) => refused },
            ]}
          />
        </DisclosurePanel>
      </Disclosure>
    </figure>
  );
}
