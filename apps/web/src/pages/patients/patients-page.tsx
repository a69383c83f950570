import '@mantine/core/styles/Table.css';
import '@mantine/core/styles/Input.css';
import { Table, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { patientsQuery, studyQuery } from '../../api/queries.ts';
import { Trouble } from '../../app/shell.tsx';
import { useLanguage } from '../../app/use-language.ts';
import { useTitle } from '../../app/use-title.ts';
import { useSay } from '../../language/say.tsx';
import classes from './patients-page.module.css';

/** Everybody in the registry: who, where, which disease, how much is known. */
export function PatientsPage() {
  const say = useSay();
  const patients = useQuery(patientsQuery(useLanguage()));
  const [sought, setSought] = useState('');
  useTitle(say('web.patients'));
  if (patients.error) return <Trouble error={patients.error} reset={() => void patients.refetch()} />;
  // Real patients first: synthetic ones are many.
  const all = [...(patients.data ?? [])].sort((a, b) => Number(a.synthetic) - Number(b.synthetic));
  const wanted = sought.trim().toLowerCase();
  const nameOf = (disease: string | null): string =>
    disease === null ? '–' : say.or(`web.disease.${disease}`, disease);
  const shown = all.filter(({ patient, centre, disease }) =>
    `${patient} ${centre} ${disease ?? ''} ${nameOf(disease)}`.toLowerCase().includes(wanted),
  );
  return (
    <section className={classes.page}>
      <h1>{say('web.patients')}</h1>
      <StudyAtHand />
      <TextInput
        label={say('web.patients.search')}
        value={sought}
        onChange={(event) => setSought(event.currentTarget.value)}
        maw={360}
      />
      <p role="status" className={classes.count}>
        {patients.isPending ? say('web.loading') : say('web.patients.count', { count: shown.length })}
      </p>
      {patients.isSuccess ? (
        <div className={classes.box}>
          <Table verticalSpacing="xs" highlightOnHover aria-label={say('web.patients')}>
            <Table.Thead>
              <Table.Tr>
                {['patient', 'disease', 'centre', 'facts'].map((column) => (
                  <Table.Th key={column} scope="col">
                    {say(`web.patients.${column}`)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.slice(0, 500).map(({ patient, centre, disease, facts, synthetic }) => (
                <Table.Tr key={patient}>
                  <Table.Th scope="row">
                    <Link to="/patients/$id" params={{ id: patient }}>
                      {patient}
                    </Link>
                    {synthetic ? <span className={classes.synthetic}>{say('web.synthetic')}</span> : null}
                  </Table.Th>
                  <Table.Td>{nameOf(disease)}</Table.Td>
                  <Table.Td>{centre}</Table.Td>
                  <Table.Td className={classes.number}>{facts}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      ) : null}
      {shown.length > 500 ? <p>{say('web.patients.more', { count: shown.length - 500 })}</p> : null}
      {patients.isSuccess && all.length === 0 ? (
        <p>
          {say('web.patients.none')} <Link to="/import">{say('web.import')}</Link>
        </p>
      ) : null}
    </section>
  );
}

/** The study of this registry, where there is one: what most people open a demonstration for. */
function StudyAtHand() {
  const say = useSay();
  const language = useLanguage();
  const { data } = useQuery(studyQuery(language));
  if (!data || data.status === 'none') return null;
  return (
    <p className={classes.study}>
      {data.model ? <strong>{data.model.title[language]}. </strong> : null}
      {say(`web.patients.study.${data.status}`)} <Link to="/study">{say('web.patients.study.open')}</Link>
    </p>
  );
}
