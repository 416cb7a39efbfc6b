/** Fingerprint of what other classes can see of a class. Bodies are left out, so that most edits touch one file only. */
import { createHash } from 'node:crypto';
import type { Expression, Member, Modifiers, Parameter, TypeDeclaration, TypeRef } from '../syntax/ast.ts';

export const hash = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

function typeText(ref: TypeRef): string {
  return ref.parts.map((part) => (part.args.length === 0 ? part.name : `${part.name}<${part.args.map(typeText).join(',')}>`)).join('.') + '[]'.repeat(ref.arrays);
}

function modifiersText(modifiers: Modifiers): string {
  return [...modifiers.annotations.map((annotation) => `@${annotation.name}`), ...modifiers.keywords].join(' ');
}

const parametersText = (parameters: readonly Parameter[]): string => parameters.map((parameter) => `${typeText(parameter.type)} ${parameter.name}`).join(',');

/** Literal values of constants are copied into the code that uses them. */
function literalText(expression: Expression | undefined): string {
  if (expression === undefined) return '';
  return 'value' in expression && expression.kind !== 'assignment' ? `=${expression.kind}:${String(expression.value)}` : '=';
}

function memberText(member: Member): string {
  switch (member.kind) {
    case 'field':
      return member.declarators.map((one) => `f ${modifiersText(member.modifiers)} ${typeText(member.type)} ${one.name}${member.modifiers.keywords.includes('final') ? literalText(one.init) : ''}`).join(';');
    case 'property': {
      const accessor = (node: typeof member.getter): string => (node === undefined ? '-' : `${modifiersText(node.modifiers)}${node.body === undefined ? ';' : '{}'}`);
      return `p ${modifiersText(member.modifiers)} ${typeText(member.type)} ${member.name} ${accessor(member.getter)} ${accessor(member.setter)}`;
    }
    case 'method':
      return `m ${modifiersText(member.modifiers)} ${typeText(member.returnType)} ${member.name}(${parametersText(member.parameters)})`;
    case 'constructor':
      return `c ${modifiersText(member.modifiers)} (${parametersText(member.parameters)})`;
    case 'initializer':
      return member.static ? 'static{}' : '';
    default:
      return declarationText(member);
  }
}

function declarationText(type: TypeDeclaration): string {
  const head = `${type.kind} ${modifiersText(type.modifiers)} ${type.name}`;
  if (type.kind === 'enum') return `${head}{${type.values.map((value) => value.name).join(',')}}`;
  if (type.kind === 'interface') return `${head}:${type.extends.map(typeText).join(',')}{${type.methods.map(memberText).join('\n')}}`;
  const parents = [type.extends === undefined ? '' : typeText(type.extends), ...type.implements.map(typeText)];
  return `${head}:${parents.join(',')}{${type.members.map(memberText).join('\n')}}`;
}

export const interfaceHash = (type: TypeDeclaration): string => hash(declarationText(type));
