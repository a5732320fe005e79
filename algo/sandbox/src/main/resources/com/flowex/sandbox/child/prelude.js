// Runs once in each new scope, before the strategy's source: time and randomness come from the run, code cannot be made
// from texts, and no built-in object can be changed.
(function (global, now, random, refuse, fix) {
    'use strict';
    var RealDate = global.Date;
    var slice = Array.prototype.slice;

    function LogDate() {
        var isNew = this instanceof LogDate;
        var date = Reflect.construct(RealDate, isNew && arguments.length > 0 ? slice.call(arguments) : [now()]);
        return isNew ? date : date.toString();
    }
    LogDate.prototype = RealDate.prototype;
    LogDate.prototype.constructor = LogDate;
    LogDate.UTC = RealDate.UTC;
    LogDate.parse = RealDate.parse;
    LogDate.now = now;
    Object.defineProperty(LogDate, 'name', {value: 'Date'});
    global.Date = LogDate;
    Math.random = random;

    ['JavaException', 'Continuation', 'With', 'Call', 'Script', 'CallSite', 'StopIteration', 'Iterator',
        'eval', 'uneval', 'isXMLName', 'WeakRef', 'FinalizationRegistry'].forEach(function (name) {
        delete global[name];
    });
    refuse.prototype = Function.prototype;
    Function.prototype.constructor = refuse;
    global.Function = refuse;

    var seen = new Set();
    var found = [Object.getPrototypeOf((function* () {})()), Object.getPrototypeOf([].values()),
        Object.getPrototypeOf(new Map().entries()), Object.getPrototypeOf(new Set().entries()), Object.getPrototypeOf('a'.matchAll(/a/g)),
        Object.getPrototypeOf(''[Symbol.iterator]())];
    Reflect.ownKeys(global).forEach(function (key) {
        if (global[key] !== global) {
            found.push(global[key]);
        }
    });
    while (found.length > 0) {
        var next = found.pop();
        if (next && (typeof next === 'object' || typeof next === 'function') && next !== global
                && !seen.has(next)) {
            seen.add(next);
            found.push(Object.getPrototypeOf(next));
            Reflect.ownKeys(next).forEach(function (key) {
                var property = Object.getOwnPropertyDescriptor(next, key);
                if (property !== undefined) {
                    // A value is read from its object: the engine makes some at their first use.
                    found.push(property.get || property.set ? null : next[key]);
                    found.push(property.get || null);
                    found.push(property.set || null);
                }
            });
            // The engine gives a new error its message by an assignment, which a fixed one of the prototype would stop.
            fix(next, Reflect.ownKeys(next).filter(function (key) { return key !== 'message'; }));
        }
    }
});
