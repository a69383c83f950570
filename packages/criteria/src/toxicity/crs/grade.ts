import { above, atLeast, type Choice, type Decision, is, type Measured, type Path, truth } from '../../engine/index.ts';
import { exceeds } from '../../general/compare.ts';
import { isSaid } from '../attributed.ts';
import type { Seen } from './observation-inputs.ts';
import { compareDevices, DEVICES, type Device, FEVER, HIGH_FLOW, hypotensionGrade, hypoxiaGrade } from './signs.ts';

/** Fever not due to another cause. */
export const hasFever = ({ temperature, feverOtherCause }: Seen): Decision<boolean> =>
  isSaid(feverOtherCause) ? () => false : atLeast(temperature, FEVER);

/** Sub-grade of hypotension: 0, 2, 3 or 4. */
export const hypotensionOf = ({ vasopressors, hypotension, hypotensionOtherCause }: Seen): Decision<number> => {
  if (isSaid(hypotensionOtherCause)) return () => 0;
  return (path) => {
    const running = is(vasopressors, 'several')(path) ? 'several' : is(vasopressors, 'one')(path) ? 'one' : 'none';
    return hypotensionGrade(running, running === 'none' && is(hypotension, 'present')(path));
  };
};

/** More oxygen of the same device than before the infusion; where the flow says nothing of a device, the device decides. */
function isMoreOf(device: Device, flow: Measured, baseline: Measured): Decision<boolean> {
  if (device !== 'nasalCannula' && !(flow.given && baseline.given)) return () => false;
  return exceeds(flow, 1, baseline);
}

/** The device on a path; nearly always it is known. */
const deviceOf = (device: Choice<Device>, path: Path): Device =>
  device.options.length === 1
    ? (device.options[0] as Device)
    : (DEVICES.find((one) => is(device, one)(path)) as Device);

/** Sub-grade of oxygen need: 0, 2, 3 or 4; ventilation for another reason, and what was used before infusion, count 0. */
export const hypoxiaOf = ({
  oxygenDevice,
  oxygenFlow,
  baselineOxygen,
  ventilationReason,
  hypoxiaOtherCause,
}: Seen): Decision<number> => {
  if (isSaid(hypoxiaOtherCause)) return () => 0;
  return (path) => {
    const device = deviceOf(oxygenDevice, path);
    if (device === 'mechanicalVentilation' && is(ventilationReason, 'airwayProtection', 'procedure')(path)) return 0;
    if (baselineOxygen.given && baselineOxygen.device.given) {
      const before = deviceOf(baselineOxygen.device, path);
      const against = compareDevices(device, before);
      if (against === 'less' || (against === 'same' && !isMoreOf(device, oxygenFlow, baselineOxygen.flow)(path)))
        return 0;
    }
    return hypoxiaGrade(device, device === 'nasalCannula' && above(oxygenFlow, HIGH_FLOW)(path));
  };
};

/** Grade of an observation: what its signs come to where the gate is open, 0 where it is closed (toxicity.md 1.3). */
export const gradeOf = (isOpen: boolean, fever: boolean, hypotension: number, hypoxia: number): number =>
  isOpen ? Math.max(fever ? 1 : 0, hypotension, hypoxia) : 0;

/** In adults a low pressure suggests hypotension; it never sets the grade. */
export const suggestsHypotension = ({ sbp, map, hypotension }: Seen): boolean =>
  !(hypotension.given && hypotension.options[0] === 'present') &&
  ((sbp.given && truth(atLeast(sbp, 90)) === false) || (map.given && truth(atLeast(map, 65)) === false));

/** Death with CRS its principal cause. */
export const isDeath = ({ deathFromCRS }: Seen): boolean => isSaid(deathFromCRS);
