export * from './build.ts';
export { Chain, decision } from './decision.ts';
export type { Decision, Effect, Output, Reason } from './decision.ts';
export type { ArithmeticOp, Choice, CompareOp, Domain, Input, LogicOp, Node, Place, Shape, Truth, Unit, ValueType, Whole } from './nodes.ts';
export { bands, curve, integerParameter, table } from './parameters.ts';
export type { Bands, Curve, IntegerParameter, Parameter, Slope, Table } from './parameters.ts';
