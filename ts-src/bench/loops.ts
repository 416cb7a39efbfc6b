/** The same loops in Apex and as one would write them in plain JavaScript (numbers for Decimals): what the compiler is held against. */

export type LoopName = 'integers' | 'strings' | 'maps' | 'virtualCalls' | 'objects' | 'decimals';

export const APEX_LOOPS = `
public with sharing class Loops {
    @AuraEnabled
    public static Integer integers(Integer n) {
        Integer sum = 0;
        for (Integer i = 0; i < n; i++) {
            if (Math.mod(i, 3) == 0) {
                sum += i * 7;
            } else {
                sum = sum - i / 5;
            }
        }
        return sum;
    }

    @AuraEnabled
    public static Integer strings(Integer n) {
        Integer found = 0;
        String text = '';
        for (Integer i = 0; i < n; i++) {
            text += 'item ' + i + ';';
            if (text.length() > 200) {
                if (text.contains('99') && text.charAt(5) > 52) {
                    found++;
                }
                text = text.substring(190);
            }
        }
        return found;
    }

    @AuraEnabled
    public static Integer maps(Integer n) {
        Map<String, Integer> counts = new Map<String, Integer>();
        List<String> keys = new List<String>();
        for (Integer i = 0; i < 1000; i++) {
            keys.add('key' + i);
        }
        for (Integer i = 0; i < n; i++) {
            String key = keys[Math.mod(i, 1000)];
            if (counts.containsKey(key)) {
                counts.put(key, counts.get(key) + 1);
            } else {
                counts.put(key, 1);
            }
        }
        Integer sum = 0;
        for (String key : counts.keySet()) {
            sum += counts.get(key);
        }
        return sum;
    }

    @AuraEnabled
    public static Integer virtualCalls(Integer n) {
        List<Shape> shapes = new List<Shape>{ new Square(3), new Circle(2), new Square(5) };
        Integer sum = 0;
        for (Integer i = 0; i < n; i++) {
            for (Shape shape : shapes) {
                sum += shape.area(i);
            }
        }
        return sum;
    }

    @AuraEnabled
    public static Integer objects(Integer n) {
        Integer sum = 0;
        Point last = new Point(0, 0);
        for (Integer i = 0; i < n; i++) {
            Point next = new Point(i, last.x + 1);
            sum += next.y - last.y;
            last = next;
        }
        return sum + last.x;
    }

    @AuraEnabled
    public static Integer decimals(Integer n) {
        Decimal total = 0;
        Decimal price = 19.75;
        Decimal rate = 0.25;
        for (Integer i = 0; i < n; i++) {
            total = total + price - rate;
            if (total > 100000) {
                total = total - 100000;
            }
        }
        return total.intValue();
    }

    private abstract class Shape {
        public abstract Integer area(Integer factor);
    }

    private class Square extends Shape {
        private final Integer side;
        private Square(Integer side) {
            this.side = side;
        }
        public override Integer area(Integer factor) {
            return side * side + factor;
        }
    }

    private class Circle extends Shape {
        private final Integer radius;
        private Circle(Integer radius) {
            this.radius = radius;
        }
        public override Integer area(Integer factor) {
            return 3 * radius * radius - factor;
        }
    }

    private class Point {
        private final Integer x;
        private final Integer y;
        private Point(Integer x, Integer y) {
            this.x = x;
            this.y = y;
        }
    }
}
`;

export interface PlainLoop {
  readonly run: (n: number) => number;
  /** Rounds of one measurement: some milliseconds to some hundredths of a second. */
  readonly n: number;
  /** Apex may take so many times as long. */
  readonly goal: number;
}

export const plainLoops: Readonly<Record<LoopName, PlainLoop>> = {
  integers: { run: integers, n: 10_000_000, goal: 2 },
  strings: { run: strings, n: 300_000, goal: 2 },
  maps: { run: maps, n: 1_000_000, goal: 2 },
  virtualCalls: { run: virtualCalls, n: 3_000_000, goal: 2 },
  objects: { run: objects, n: 3_000_000, goal: 2 },
  decimals: { run: decimals, n: 3_000_000, goal: 10 },
};

function integers(n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    if (i % 3 === 0) sum = (sum + i * 7) | 0;
    else sum = (sum - ((i / 5) | 0)) | 0;
  }
  return sum;
}

function strings(n: number): number {
  let found = 0;
  let text = '';
  for (let i = 0; i < n; i++) {
    text += `item ${i};`;
    if (text.length > 200) {
      if (text.includes('99') && text.charCodeAt(5) > 52) found++;
      text = text.substring(190);
    }
  }
  return found;
}

function maps(n: number): number {
  const counts = new Map<string, number>();
  const keys: string[] = [];
  for (let i = 0; i < 1000; i++) keys.push(`key${i}`);
  for (let i = 0; i < n; i++) {
    const key = keys[i % 1000]!;
    if (counts.has(key)) counts.set(key, counts.get(key)! + 1);
    else counts.set(key, 1);
  }
  let sum = 0;
  for (const key of counts.keys()) sum += counts.get(key)!;
  return sum;
}

abstract class Shape {
  abstract area(factor: number): number;
}

class Square extends Shape {
  private readonly side: number;
  constructor(side: number) {
    super();
    this.side = side;
  }
  area(factor: number): number {
    return this.side * this.side + factor;
  }
}

class Circle extends Shape {
  private readonly radius: number;
  constructor(radius: number) {
    super();
    this.radius = radius;
  }
  area(factor: number): number {
    return 3 * this.radius * this.radius - factor;
  }
}

function virtualCalls(n: number): number {
  const shapes: Shape[] = [new Square(3), new Circle(2), new Square(5)];
  let sum = 0;
  for (let i = 0; i < n; i++) for (const shape of shapes) sum = (sum + shape.area(i)) | 0;
  return sum;
}

class Point {
  readonly x: number;
  readonly y: number;
  constructor(x: number, y: number) {
    this.x = x;
    this.y = y;
  }
}

function objects(n: number): number {
  let sum = 0;
  let last = new Point(0, 0);
  for (let i = 0; i < n; i++) {
    const next = new Point(i, last.x + 1);
    sum = (sum + next.y - last.y) | 0;
    last = next;
  }
  return sum + last.x;
}

function decimals(n: number): number {
  let total = 0;
  const price = 19.75;
  const rate = 0.25;
  for (let i = 0; i < n; i++) {
    total = total + price - rate;
    if (total > 100000) total = total - 100000;
  }
  return Math.trunc(total);
}
