export { FORMS_FILE, FormsFile, readFormsFile } from './forms-file.ts';
export { readLayout } from './read-forms.ts';
