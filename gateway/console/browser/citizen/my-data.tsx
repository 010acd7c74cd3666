import type { ReactNode } from 'react';
import myDataText from '../../../clients/operations/console/my-data.graphql';
import type { AnswerError } from '../graph/ask.ts';
import { useAnswer } from '../graph/use-answer.ts';
import { Answered } from '../parts/answered.tsx';
import { Fact } from '../parts/fact.tsx';
import { useCodes } from '../words/code-word.ts';
import { formatDay, formatNumber } from '../words/format.ts';
import { useLanguage, useWords } from '../words/language.ts';
import type { Address, MyDataAnswer } from './my-data-answer.ts';
import { MyPapers } from './my-papers.tsx';

type Me = NonNullable<MyDataAnswer['me']>;

/** What the four agencies hold about the citizen who is signed in. */
export function MyData() {
  const words = useWords();
  const query = useAnswer<MyDataAnswer>({ text: myDataText });
  return (
    <>
      <h1>{words.views['my-data']}</h1>
      <p className="lead">{words.myData.lead}</p>
      <Answered query={query}>
        {({ data: { me }, errors }) =>
          me && (
            <div className="cards">
              <Person me={me} errors={errors} />
              <div className="stack">
                <Insurance me={me} errors={errors} />
                <CivilStatus me={me} errors={errors} />
              </div>
              <MyPapers papers={me.medicalDocuments?.nodes ?? []} errors={errors} />
            </div>
          )
        }
      </Answered>
    </>
  );
}

interface Part {
  readonly me: Me;
  readonly errors: readonly AnswerError[];
}

function Person({ me, errors }: Part) {
  const { myData } = useWords();
  const language = useLanguage();
  const gender = useCodes('gender');
  const marital = useCodes('maritalStatus');
  const values: Readonly<Partial<Record<keyof Me & keyof typeof myData.fields, ReactNode>>> = {
    fullName: me.fullName,
    personalNumber: me.personalNumber,
    birthDate: me.birthDate && formatDay(me.birthDate, language),
    gender: me.gender && gender(me.gender),
    maritalStatus: me.maritalStatus && marital(me.maritalStatus),
    permanentAddress: oneLine(me.permanentAddress),
    currentAddress: oneLine(me.currentAddress),
    ethnicityCode: me.ethnicityCode,
    religionCode: me.religionCode,
    bloodType: me.bloodType,
  };
  return (
    <Held title={myData.identity} agency="POPULATION">
      {Object.entries(values).map(([field, value]) => (
        <Fact
          key={field}
          label={myData.fields[field as keyof typeof values]}
          value={value}
          place={{ coordinate: `Citizen.${field}`, path: `me.${field}`, errors }}
        />
      ))}
    </Held>
  );
}

function Insurance({ me: { insurance }, errors }: Part) {
  const { myData } = useWords();
  const language = useLanguage();
  const status = useCodes('insuranceStatus');
  const at = (coordinate: string, path: string) => ({ coordinate, path: `me.insurance${path}`, errors });
  if (!insurance) {
    return (
      <Held title={myData.insurance} agency="VSS">
        <Fact label={myData.insurance} value={null} place={at('Citizen.insurance', '')} />
      </Held>
    );
  }
  const { siNumber, status: code, totalMonths, office, healthCard, employer } = insurance;
  const { fields } = myData;
  return (
    <Held title={myData.insurance} agency="VSS">
      <Fact label={fields.siNumber} value={siNumber} place={at('InsuredPerson.siNumber', '.siNumber')} />
      <Fact
        label={fields.status}
        value={code && status(code)}
        place={at('InsuredPerson.status', '.status')}
      />
      <Fact
        label={fields.totalMonths}
        value={totalMonths === null ? null : formatNumber(totalMonths, language)}
        place={at('InsuredPerson.totalMonths', '.totalMonths')}
      />
      <Fact label={fields.office} value={office} place={at('InsuredPerson.office', '.office')} />
      <Fact
        label={fields.employer}
        value={employer?.name}
        place={at(employer ? 'Employer.name' : 'InsuredPerson.employer', '.employer')}
      />
      <Fact
        label={fields.healthCard}
        value={healthCard?.number}
        place={at(healthCard ? 'HealthInsuranceCard.number' : 'InsuredPerson.healthCard', '.healthCard')}
      />
    </Held>
  );
}

function CivilStatus({ me: { birth, childBirths }, errors }: Part) {
  const { myData } = useWords();
  const verification = useCodes('verification');
  const ofChild = (field: string) => ({
    coordinate: `BirthRegistration.${field}`,
    path: `me.childBirths.nodes.${field}`,
    errors,
  });
  return (
    <Held title={myData.civil} agency="JUSTICE">
      <Fact
        label={myData.fields.birth}
        value={birth?.outcome && verification(birth.outcome)}
        place={{ coordinate: birth ? 'BirthLookup.outcome' : 'Citizen.birth', path: 'me.birth', errors }}
      />
      {childBirths?.nodes?.map(({ childName, registrationNumber }, index) => (
        <div key={index} className="facts-of">
          <dt>{myData.child(index + 1)}</dt>
          <dd>
            <dl className="facts">
              <Fact label={myData.fields.childName} value={childName} place={ofChild('childName')} />
              <Fact
                label={myData.fields.registrationNumber}
                value={registrationNumber}
                place={ofChild('registrationNumber')}
              />
            </dl>
          </dd>
        </div>
      ))}
    </Held>
  );
}

/** Facts that one agency holds. */
function Held({
  title,
  agency,
  children,
}: {
  readonly title: string;
  readonly agency: string;
  readonly children: ReactNode;
}) {
  const { myData } = useWords();
  const agencyName = useCodes('agency');
  return (
    <section className="card">
      <h2>{title}</h2>
      <p className="quiet">{myData.keptBy(agencyName(agency))}</p>
      <dl className="facts">{children}</dl>
    </section>
  );
}

function oneLine(address: Address | null): string | null {
  return address && [address.detail, address.commune, address.province].filter(Boolean).join(', ');
}
