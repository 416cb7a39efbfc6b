/** Checked class -> JavaScript class, and a file -> a script (handbook, "Generated code and the runtime"). */
import { findAnnotation } from '../syntax/ast.ts';
import type { AccessorCode, BoundMember, BoundScript, BoundType, ConstructorChain, Expr } from '../check/bound.ts';
import type { TypeWorld } from '../types/type-world.ts';
import type { ConstructorSymbol, MethodSymbol, PropertySymbol, UserType } from '../types/user-type.ts';
import { supertypes } from '../types/user-type.ts';
import { bridges } from './bridges.ts';
import { argumentList, expressionCode } from './expressions.ts';
import { atLine, atStatement, placeLines } from './lines.ts';
import type { PlacedCode } from './lines.ts';
import { brand, standardKey } from './names.ts';
import { constantOf } from './null-safety.ts';
import { functionBody } from './statements.ts';
import { className, holderName, innerName, UnitWriter } from './unit-writer.ts';

type FieldMember = Extract<BoundMember, { kind: 'field' }>;
type PropertyMember = Extract<BoundMember, { kind: 'property' }>;
type ConstructorMember = Extract<BoundMember, { kind: 'constructor' }>;

const initName = (symbol: ConstructorSymbol): string => `$init_${symbol.owner.key}${symbol.key}`;

class ClassWriter {
  private readonly unit: UnitWriter;
  private readonly world: TypeWorld;
  private readonly bound: BoundType;
  private readonly type: UserType;
  private instanceBlocks = 0;
  private readonly staticSteps: string[] = [];
  private readonly staticKeys: string[] = [];

  constructor(world: TypeWorld, unit: UnitWriter, bound: BoundType) {
    this.world = world;
    this.unit = unit;
    this.bound = bound;
    this.type = bound.type;
  }

  write(): string {
    const outerType = this.unit.type;
    this.unit.type = this.type;
    const members = this.bound.members.map((member) => this.member(member)).join('');
    const tail = this.tail();
    this.unit.type = outerType;
    const head = `${atLine(this.bound.line)}class ${className(this.type)}${this.heritage()}{${this.identity()}`;
    return `${head}${this.impliedConstructors()}${members}${tail}${atLine(this.bound.endLine)}}`;
  }

  /** A class that extends nothing has no common base: V8 makes objects of base classes much faster. */
  private heritage(): string {
    const { superclass } = this.type;
    if (superclass === undefined) return '';
    if (superclass.kind === 'user') return ` extends ${this.unit.classRef(superclass)}`;
    return ` extends $.base(${JSON.stringify(superclass.name.includes('.') ? superclass.name : `System.${superclass.name}`)})`;
  }

  private identity(): string {
    const marks = supertypes(this.type)
      .filter((parent) => parent.kind === 'user' || (parent.kind === 'standard' && parent.signature.kind === 'interface'))
      .map((parent) => `p.${parent.kind === 'user' ? brand(parent) : `$is_${standardKey(parent)}`}=`)
      .join('');
    return `static $meta=$m[${JSON.stringify(this.type.name.toLowerCase())}];static $type=$.type(${JSON.stringify(this.type.name)});static{const p=this.prototype;${marks}true;}`;
  }

  private member(member: BoundMember): string {
    switch (member.kind) {
      case 'field': return this.field(member);
      case 'property': return this.property(member);
      case 'method': return this.method(member);
      case 'constructor': return this.constructorMethods(member);
      case 'initializer': return member.static ? this.staticStep(member.line, functionBody(this.unit, member.code)) : this.instanceBlock(member.line, functionBody(this.unit, member.code));
      case 'type': return this.innerType(member.type);
    }
  }

  /** A value that is computed in the class body: temporaries need a function around them. */
  private inline(init: Expr): string {
    const code = this.unit.withTemporaries(() => `return(${expressionCode(this.unit, init)});`);
    return code.startsWith('return(') ? code.slice(7, -2) : `(()=>{${code}})()`;
  }

  private field(member: FieldMember): string {
    const { symbol, init, line } = member;
    if (symbol.static) return this.staticField(symbol.key, init === undefined ? undefined : this.assignStep(member, `${holderName(this.type)}().${symbol.key}`), line, symbol.access !== 'private' || isTestVisible(symbol));
    if (init === undefined) return `${atLine(line)}${symbol.key}=null;`;
    // As on the platform, the fields of a class and its superclasses are filled before any constructor body runs.
    return `${atStatement(line)}${symbol.key}=${this.inline(init)};`;
  }

  private assignStep(member: FieldMember, target: string): string {
    const { init } = member;
    if (init === undefined || member.code === undefined) return '{}';
    const constant = member.symbol.static && constantOf({ kind: 'variable', symbol: member.symbol, object: undefined, safe: false, backing: false, type: member.symbol.type, line: member.line }) !== undefined;
    // Constants are written where they are used: whether this line runs says nothing.
    const mark = constant ? atLine(member.line) : atStatement(member.line);
    const code = this.unit.withTemporaries(() => `${mark}${target}=${expressionCode(this.unit, init)};`);
    return `{${code}}`;
  }

  /** `{ … }` among the fields runs with them. */
  private instanceBlock(line: number, body: string): string {
    return `${atLine(line)}$b${this.instanceBlocks++}_${this.type.key}=(()=>${body})();`;
  }

  private staticStep(line: number, body: string): string {
    const name = `$s${this.staticSteps.length}`;
    this.staticSteps.push(name);
    return `${atLine(line)}static ${name}()${body}`;
  }

  private staticField(key: string, body: string | undefined, line: number, shared: boolean): string {
    this.staticKeys.push(key);
    const holder = `${holderName(this.type)}()`;
    const accessors = shared ? `static get ${key}(){return ${holder}.${key};}static set ${key}(v){${holder}.${key}=v;}` : '';
    return `${atLine(line)}${body === undefined ? '' : this.staticStep(line, body)}${accessors}`;
  }

  private property(member: PropertyMember): string {
    const { symbol, line } = member;
    if (symbol.plain) return symbol.static ? this.staticField(symbol.key, undefined, line, true) : `${atLine(line)}${symbol.key}=null;`;
    if (symbol.modifiers.keywords.includes('abstract')) return '';
    const backing = `${symbol.key}$b`;
    const store = symbol.static ? `${holderName(this.type)}().${backing}` : `this.${backing}`;
    let code = atLine(line);
    if (symbol.static) this.staticKeys.push(backing);
    else code += `${backing}=null;`;
    return code + this.accessors(member, symbol, store);
  }

  private accessors(member: PropertyMember, symbol: PropertySymbol, store: string): string {
    const prefix = symbol.static ? 'static ' : '';
    const overridden = symbol.modifiers.keywords.includes('override');
    const one = (accessor: AccessorCode | undefined, head: string, plain: string, inherited: string): string => {
      if (accessor === undefined) return overridden ? `${prefix}${head}{${inherited}}` : '';
      return `${atLine(accessor.line)}${prefix}${head}${accessor.code === undefined ? `{${plain}}` : functionBody(this.unit, accessor.code)}`;
    };
    const getter = (): string => one(member.getter, `get ${symbol.key}()`, `return ${store};`, `return super.${symbol.key};`);
    const setter = (): string => one(member.setter, `set ${symbol.key}(value)`, `${store}=value;`, `super.${symbol.key}=value;`);
    const setFirst = member.getter !== undefined && member.setter !== undefined && member.setter.line < member.getter.line;
    return setFirst ? setter() + getter() : getter() + setter();
  }

  private method(member: Extract<BoundMember, { kind: 'method' }>): string {
    const { symbol, code, line } = member;
    if (code === undefined) return '';
    const parameters = code.parameters.map((parameter) => parameter.js).join(',');
    const head = `${atLine(line)}${symbol.static ? 'static ' : ''}${symbol.key}(${parameters})`;
    const body = functionBody(this.unit, code, symbol.static ? { first: () => this.initialised() } : {});
    if (!isFuture(symbol)) return `${head}${body}`;
    return `${head}{return $.future(${JSON.stringify(`${this.type.name}.${symbol.name}`)},${JSON.stringify(`${symbol.key}$now`)},[${parameters}]);}static ${symbol.key}$now(${parameters})${body}`;
  }

  /** Static code that does more than fill this class's fields runs when the class is first used. */
  private initialised(): string {
    return this.bound.members.some((member) => member.kind === 'initializer' && member.static) ? `${holderName(this.type)}();` : '';
  }

  private constructorMethods(member: ConstructorMember): string {
    const { symbol, chain, code, line } = member;
    const parameters = code.parameters.map((parameter) => parameter.js).join(',');
    const first = (): string => this.chainCode(chain, code.body.line);
    return `${atLine(line)}${this.factory(symbol, parameters)}${initName(symbol)}(${parameters})${functionBody(this.unit, code, { first, last: 'return this;' })}`;
  }

  private factory(symbol: ConstructorSymbol, parameters: string): string {
    if (this.type.abstract) return '';
    // the constructor's code may return early, and then returns nothing
    return `static $new${symbol.key}(${parameters}){${this.initialised()}const $o=new this();$o.${initName(symbol)}(${parameters});return $o;}`;
  }

  private chainCode(chain: ConstructorChain | undefined, line: number): string {
    const at = atStatement(chain?.line ?? line);
    if (chain?.target === 'this' && chain.constructorSymbol !== undefined) return `${at}this.${initName(chain.constructorSymbol)}(${argumentList(this.unit, chain.args)});`;
    const { superclass } = this.type;
    if (superclass === undefined) return '';
    const args = chain === undefined ? '' : argumentList(this.unit, chain.args);
    if (superclass.kind !== 'user') return `${chain === undefined ? '' : at}super.$init(${args});`;
    const symbol = chain?.constructorSymbol ?? superclass.constructors.find((candidate) => candidate.parameters.length === 0);
    return symbol === undefined ? '' : `${chain === undefined ? '' : at}super.${initName(symbol)}(${args});`;
  }

  /** Classes without constructors of their own. */
  private impliedConstructors(): string {
    return this.type.constructors
      .filter((symbol) => symbol.declaration === undefined)
      .map((symbol) => {
        const parameters = symbol.parameters.map((parameter) => parameter.name).join(',');
        return `${this.factory(symbol, parameters)}${initName(symbol)}(${parameters}){${this.impliedChain(symbol, parameters)}return this;}`;
      })
      .join('');
  }

  private impliedChain(symbol: ConstructorSymbol, parameters: string): string {
    const { superclass } = this.type;
    if (superclass === undefined) return '';
    if (superclass.kind !== 'user') return `super.$init(${parameters});`;
    const same = superclass.constructors.find((candidate) => candidate.key === symbol.key);
    if (same !== undefined) return `super.${initName(same)}(${parameters});`;
    const plain = superclass.constructors.find((candidate) => candidate.parameters.length === 0);
    return plain === undefined ? '' : `super.${initName(plain)}();`;
  }

  private innerType(bound: BoundType): string {
    const { type } = bound;
    const name = innerName(type);
    if (type.category === 'interface') return '';
    const variable = `i${name}`;
    this.unit.declare(`let ${variable};const ${name}=()=>${variable}??=${className(this.type)}.$define_${type.key}();`);
    const value = type.category === 'enum' ? enumCode(type) : new ClassWriter(this.world, this.unit, bound).write();
    return `${atLine(bound.line)}static $define_${type.key}(){return ${value};}`;
  }

  private tail(): string {
    const parts: string[] = [];
    if (this.staticKeys.length > 0 || this.staticSteps.length > 0) {
      parts.push(`static $statics(){return{${this.staticKeys.map((key) => `${key}:null`).join(',')}};}`);
      parts.push(`static $clinit(){${this.staticSteps.map((name) => `this.${name}();`).join('')}}`);
      const holder = holderName(this.type);
      const own = this.type.outer === undefined ? className(this.type) : `${innerName(this.type)}()`;
      this.unit.declare(`let h${holder}=null,e${holder}=-1;const ${holder}=()=>{if(e${holder}===$.epoch)return h${holder};h${holder}=$.statics(${own});e${holder}=$.epoch;return h${holder};};`);
    }
    for (const { key, method } of bridges(this.world, this.type)) parts.push(this.bridge(key, method));
    return parts.join('');
  }

  private bridge(key: string, method: MethodSymbol): string {
    const parameters = method.parameters.map((_, i) => `p${i}`).join(',');
    return `${key}(${parameters}){return ${method.static ? this.unit.classRef(method.owner) : 'this'}.${method.key}(${parameters});}`;
  }
}

const isTestVisible = (symbol: { readonly modifiers: FieldMember['symbol']['modifiers'] }): boolean => findAnnotation(symbol.modifiers, 'testvisible') !== undefined;
const isFuture = (symbol: MethodSymbol): boolean => findAnnotation(symbol.modifiers, 'future') !== undefined;

const enumCode = (type: UserType): string => `$.enum(${JSON.stringify(type.name)},${JSON.stringify(type.values)})`;

function script(unit: UnitWriter, body: string, exported: string): PlacedCode {
  return placeLines(`(function($,$m){${unit.prelude()}${body}\nreturn ${exported};})`);
}

/** The script of a class file: an expression that evaluates to a function of ($, metadata), which returns the types by lower-case name. */
export function generateType(world: TypeWorld, bound: BoundType): PlacedCode {
  const { type } = bound;
  const unit = new UnitWriter(type);
  if (type.category === 'interface') return script(unit, '', '{}');
  if (type.category === 'enum') return script(unit, `${atLine(bound.line)}const ${className(type)}=${enumCode(type)};`, `{${JSON.stringify(type.name.toLowerCase())}:()=>${className(type)}}`);
  const body = new ClassWriter(world, unit, bound).write();
  const inner = [...type.inner.values()].filter((at) => at.category !== 'interface').map((at) => `${JSON.stringify(at.name.toLowerCase())}:${innerName(at)}`);
  return script(unit, body, `{${[`${JSON.stringify(type.name.toLowerCase())}:()=>${className(type)}`, ...inner].join(',')}}`);
}

/** The script of a trigger or an anonymous block: its function returns `{run, types…}`. */
export function generateScript(world: TypeWorld, bound: BoundScript): PlacedCode {
  const { holder } = bound;
  const unit = new UnitWriter(holder.type);
  // The statements are the body of a method, the members stand behind it in source order.
  const run: BoundMember = { kind: 'initializer', static: false, code: bound.code, line: bound.line };
  const body = new ScriptWriter(world, unit, holder, run).write();
  const inner = [...holder.type.inner.values()].filter((at) => at.category !== 'interface').map((at) => `${JSON.stringify(at.name.toLowerCase())}:${innerName(at)}`);
  return script(unit, body, `{${[`"run":()=>new ${className(holder.type)}().run$()`, ...inner].join(',')}}`);
}

/** Statements and members of a script are mixed line by line; members come after the statements. */
class ScriptWriter {
  private readonly world: TypeWorld;
  private readonly unit: UnitWriter;
  private readonly holder: BoundType;
  private readonly run: Extract<BoundMember, { kind: 'initializer' }>;
  constructor(world: TypeWorld, unit: UnitWriter, holder: BoundType, run: Extract<BoundMember, { kind: 'initializer' }>) {
    this.world = world;
    this.unit = unit;
    this.holder = holder;
    this.run = run;
  }

  write(): string {
    const statements = functionBody(this.unit, this.run.code);
    const code = new ClassWriter(this.world, this.unit, this.holder).write();
    // The class stands first when its members do, so that lines can only move down where both are mixed.
    const firstMember = Math.min(...this.holder.members.map((member) => (member.kind === 'type' ? member.type.line : member.line)));
    const firstStatement = this.run.code.body.statements[0]?.line ?? Infinity;
    const method = `${className(this.holder.type)}.prototype.run$=function()${statements};`;
    return firstMember < firstStatement ? `${code.replace(/\u0001\d+\u0003\}$/, '}')}${method}` : `var run$=function()${statements};${code}${className(this.holder.type)}.prototype.run$=run$;`;
  }
}
