import type { Running } from './vasopressors.ts';

export const DEVICES = [
  'none', 'nasalCannula', 'blowBy', 'highFlowNasalCannula', 'simpleFaceMask', 'venturi', 'nonRebreather', 'cpap', 'bipap', 'mechanicalVentilation',
] as const; // biome-ignore format: a list
export type Device = (typeof DEVICES)[number];

/** Fever begins at this temperature, included (degrees C). */
export const FEVER = 38;
/** Above this flow a nasal cannula is high flow (L/min); exactly 6 is low. */
export const HIGH_FLOW = 6;

/** Hypotension: present without vasopressor 2, one vasopressor (with or without vasopressin) 3, two or more besides vasopressin 4. */
export const hypotensionGrade = (running: Running, isPresent: boolean): number =>
  running === 'several' ? 4 : running === 'one' ? 3 : isPresent ? 2 : 0;

const BY_DEVICE: Readonly<Record<Device, number>> = {
  none: 0, nasalCannula: 2, blowBy: 2, highFlowNasalCannula: 3, simpleFaceMask: 3, venturi: 3, nonRebreather: 3, cpap: 4, bipap: 4, mechanicalVentilation: 4,
}; // biome-ignore format: a table

/** Oxygen need by device: low flow 2, high flow and masks 3, positive pressure 4. */
export const hypoxiaGrade = (device: Device, isHighFlow: boolean): number =>
  device === 'nasalCannula' && isHighFlow ? 3 : BY_DEVICE[device];

/** How a device compares with the one used before infusion, its flow apart. */
export const compareDevices = (device: Device, baseline: Device): 'more' | 'same' | 'less' =>
  device === baseline ? 'same' : BY_DEVICE[device] < BY_DEVICE[baseline] ? 'less' : 'more';
