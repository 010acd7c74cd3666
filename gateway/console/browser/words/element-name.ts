import { useWords } from './language.ts';

/** Fields that a citizen sees under `MyData`, by their coordinates: what a request under a right can be about. */
export const elements = {
  'Citizen.fullName': 'fullName',
  'Citizen.birthDate': 'birthDate',
  'Citizen.gender': 'gender',
  'Citizen.maritalStatus': 'maritalStatus',
  'Citizen.permanentAddress': 'permanentAddress',
  'Citizen.currentAddress': 'currentAddress',
  'InsuredPerson.siNumber': 'siNumber',
  'InsuredPerson.totalMonths': 'totalMonths',
  'InsuredPerson.employer': 'employer',
} as const;

/** What such a field is called; of another field of the graph its coordinate. */
export function useElementName(): (coordinate: string | null) => string | null {
  const { fields } = useWords().myData;
  const names: Readonly<Record<string, keyof typeof fields>> = elements;
  return (coordinate) => {
    const name = names[coordinate ?? ''];
    return name === undefined ? coordinate : fields[name];
  };
}
