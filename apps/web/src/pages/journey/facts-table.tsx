import { factText, type PatientJson, type Words, whenText } from '@linea/briefs';
import { Table, TextInput } from '@mantine/core';
import { useDeferredValue, useState } from 'react';
import classes from './journey-page.module.css';

/** Every fact in view as a table: the numbers behind the drawing. */
export function FactsTable({
  patient,
  words,
  onPick,
}: {
  readonly patient: PatientJson;
  readonly words: Words;
  readonly onPick: (id: string) => void;
}) {
  const { say, labels } = words;
  const [sought, setSought] = useState('');
  const filter = useDeferredValue(sought.trim().toLocaleLowerCase(say.language));
  const rows = patient.facts
    .map((fact) => ({ fact, when: whenText(fact, say), what: labels.item(fact.code), value: factText(fact, words) }))
    .filter(
      ({ fact, what, value }) =>
        filter === '' || `${fact.id} ${fact.code} ${what} ${value}`.toLocaleLowerCase(say.language).includes(filter),
    );
  return (
    <>
      <TextInput
        label={say('web.facts.search')}
        value={sought}
        onChange={(event) => setSought(event.currentTarget.value)}
        maw={360}
        mb="sm"
      />
      <div className={classes.tableBox}>
        <Table striped verticalSpacing={4} aria-label={say('web.facts')}>
          <Table.Thead>
            <Table.Tr>
              {['when', 'what', 'value', 'known', 'source', 'id'].map((column) => (
                <Table.Th key={column} scope="col">
                  {say(`web.facts.${column}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ fact, when, what, value }) => (
              <Table.Tr key={fact.id}>
                <Table.Td>{when}</Table.Td>
                <Table.Td>{what}</Table.Td>
                <Table.Td>
                  {value}
                  {fact.stated ? ` (${say('web.fact.stated')})` : ''}
                </Table.Td>
                <Table.Td>{fact.known.slice(0, 10)}</Table.Td>
                <Table.Td>{fact.source}</Table.Td>
                <Table.Td>
                  <button type="button" className={classes.linkButton} onClick={() => onPick(`fact:${fact.id}`)}>
                    {fact.id}
                  </button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <p>{say('web.facts.count', { count: rows.length })}</p>
    </>
  );
}
