/** Terms of EPCIS 2.0 and CBV 2.0 that JSON writes as bare words, and the addresses that they stand for. */

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const BUSINESS_STEPS = words(
  'accepting arriving assembling collecting commissioning consigning creating_class_instance cycle_counting decommissioning ' +
    'departing destroying disassembling dispensing encoding entering_exiting holding inspecting installing killing loading other ' +
    'packing picking receiving removing repackaging repairing replacing reserving retail_selling sampling sensor_reporting ' +
    'shipping staging_outbound stock_taking stocking storing transporting unloading unpacking void_shipping',
);
const DISPOSITIONS = words(
  'active available completeness_inferred completeness_verified conformant container_closed container_open damaged destroyed ' +
    'dispensed disposed encoded expired in_progress in_transit inactive mismatch_class mismatch_instance mismatch_quantity ' +
    'needs_replacement no_pedigree_match non_conformant non_sellable_other partially_dispensed recalled reserved retail_sold ' +
    'returned sellable_accessible sellable_not_accessible stolen unavailable unknown',
);
const TRANSACTION_TYPES = words('bol cert desadv inv pedigree po poc prodorder recadv rma testprd testres upevt');
const PARTY_TYPES = words('owning_party possessing_party location');
const COMPONENTS = words(
  'x y z axial_distance azimuth height spherical_radius polar_angle elevation_angle easting northing latitude longitude altitude',
);
const ALERTS = words('ALARM_CONDITION ERROR_CONDITION');
const MEASUREMENTS = words(
  'AbsoluteHumidity AbsorbedDose AbsorbedDoseRate Acceleration Altitude AmountOfSubstance AmountOfSubstancePerUnitVolume Angle ' +
    'AngularAcceleration AngularMomentum AngularVelocity Area Capacitance Conductance Conductivity Count Density Dimensionless ' +
    'DoseEquivalent DoseEquivalentRate DynamicViscosity ElectricCharge ElectricCurrent ElectricCurrentDensity ' +
    'ElectricFieldStrength Energy Exposure Force Frequency Illuminance Inductance Irradiance KinematicViscosity Length ' +
    'LinearMomentum Luminance LuminousFlux LuminousIntensity MagneticFlux MagneticFluxDensity MagneticVectorPotential Mass ' +
    'MassConcentration MassFlowRate MassPerAreaTime MemoryCapacity MolalityOfSolute MolarEnergy MolarMass MolarVolume Power ' +
    'Pressure RadiantFlux RadiantIntensity Radioactivity RelativeHumidity Resistance Resistivity SolidAngle SpecificVolume Speed ' +
    'SurfaceDensity SurfaceTension Temperature Time Torque Voltage Volume VolumeFlowRate VolumeFraction VolumetricFlux Wavenumber',
);

interface Terms {
  readonly words: ReadonlySet<string>;
  readonly address: string;
}

const CBV = 'https://ref.gs1.org/cbv/';
const GS1 = 'https://gs1.org/voc/';
const disposition: Terms = { words: DISPOSITIONS, address: `${CBV}Disp-` };
const partyType: Terms = { words: PARTY_TYPES, address: `${CBV}SDT-` };

/** By field, and by `list.field` where the field's name alone does not tell. */
const FIELDS: Readonly<Record<string, Terms>> = {
  bizStep: { words: BUSINESS_STEPS, address: `${CBV}BizStep-` },
  disposition,
  set: disposition,
  unset: disposition,
  'bizTransactionList.type': { words: TRANSACTION_TYPES, address: `${CBV}BTT-` },
  'sourceList.type': partyType,
  'destinationList.type': partyType,
  'sensorReport.type': { words: MEASUREMENTS, address: GS1 },
  'sensorReport.exception': { words: ALERTS, address: GS1 },
  'sensorReport.component': { words: COMPONENTS, address: `${CBV}Comp-` },
};

/** Addresses of the URNs that CBV 1 gave the same terms. */
const OLD_URNS: readonly (readonly [urn: string, address: string])[] = [
  ['urn:epcglobal:cbv:bizstep:', `${CBV}BizStep-`],
  ['urn:epcglobal:cbv:disp:', `${CBV}Disp-`],
  ['urn:epcglobal:cbv:btt:', `${CBV}BTT-`],
  ['urn:epcglobal:cbv:sdt:', `${CBV}SDT-`],
  ['urn:epcglobal:cbv:er:', `${CBV}ER-`],
];

/** The full address of a standard term; anything else as it is. `list` is the list that the field stands in. */
export function termAddress(field: string, list: string, text: string): string {
  const terms = FIELDS[`${list}.${field}`] ?? FIELDS[field];
  if (terms?.words.has(text)) return terms.address + text;
  const old = OLD_URNS.find(([urn]) => text.startsWith(urn));
  return old === undefined ? text : old[1] + text.slice(old[0].length);
}

/** The bare word of a term's address, which readers compare with: `https://ref.gs1.org/cbv/BizStep-receiving` -> `receiving`. */
export function bareTerm(field: string, list: string, text: string): string {
  const terms = FIELDS[`${list}.${field}`] ?? FIELDS[field];
  const address = termAddress(field, list, text);
  return terms !== undefined && address.startsWith(terms.address) ? address.slice(terms.address.length) : text;
}
