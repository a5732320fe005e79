// Attempts of a hostile strategy; a parameter names the one that a run makes.
var attempts = {
    none: function (ctx) { ctx.log('ran'); },

    // Attempts that must find nothing: each logs what it found.
    'host classes': function (ctx) {
        var names = ['java', 'javax', 'Packages', 'JavaImporter', 'JavaAdapter', 'org', 'com', 'getClass', 'eval', 'uneval',
            'Continuation', 'With', 'Call', 'Script', 'JavaException', 'CallSite', 'SharedArrayBuffer', 'Atomics', 'WebAssembly',
            'WeakRef', 'process', 'load', 'print', 'quit', 'readFile', 'spawn', 'importClass'];
        names.forEach(function (name) {
            if (typeof globalThis[name] !== 'undefined') { ctx.log('found', name); }
        });
    },
    'reflection': function (ctx) {
        [ctx, ctx.place, ctx.parameters, Order, Order.market, Data, strategy, Math.random, Date, new Date(),
            Order.market({symbol: 'BTC-USDT', side: 'BUY', quantity: 1}), Data.top('X')].forEach(function (it, index) {
            ['getClass', 'class', 'notify', 'hashCode', 'getIntent', 'intent', '__' + 'parent__',
                'target', 'getTarget', 'rhinoException', 'javaException'].forEach(function (name) {
                if (typeof it[name] !== 'undefined') { ctx.log('found', index, name); }
            });
        });
        try { null.x; } catch (e) {
            if (e.rhinoException !== undefined || e.javaException !== undefined) { ctx.log('found an exception'); }
        }
        try { ctx.place({}); } catch (e) {
            if (e.rhinoException !== undefined || e.javaException !== undefined) { ctx.log('found an exception'); }
        }
    },
    'code from texts': function (ctx) {
        var makers = [
            function () { return (function () {}).constructor('return 7')(); },
            function () { return Reflect.construct((function () {}).constructor, ['return 7'])(); },
            function () { return ctx.place.constructor.constructor('return 7')(); },
            function () { return [].map.constructor('return 7')(); },
            function () { return (() => 1).constructor('return 7')(); },
            function () { return globalThis['Function']('return 7')(); },
            function () { return (function* () {}).constructor('yield 7')().next().value; },
            function () { return RegExp.constructor('return 7')(); }
        ];
        makers.forEach(function (make, index) {
            try { if (make() === 7) { ctx.log('found', index); } } catch (e) { if (!(e instanceof TypeError)) { throw e; } }
        });
    },
    'prototype pollution': function (ctx) {
        var targets = [Object.prototype, Array.prototype, globalThis['Function'].prototype, Date.prototype, Number.prototype, String.prototype,
            RegExp.prototype, Map.prototype, Promise.prototype, Error.prototype, Object.getPrototypeOf([].values()),
            Math, JSON, Reflect, Object, Array, Date, Order, Data, ctx, ctx.parameters, ctx.place, Order.limit];
        targets.forEach(function (target, index) {
            ['polluted', 'toString', 'place', 'limit', 'push', 'then', 'now', 'valueOf'].forEach(function (name) {
                var before = target[name];
                try { target[name] = function () { return 'polluted'; }; } catch (e) { }
                try { Object.defineProperty(target, name, {value: 'polluted'}); } catch (e) { }
                try { delete target[name]; } catch (e) { }
                try { Object.setPrototypeOf(target, {polluted: 1}); } catch (e) { }
                if (target[name] !== before) { ctx.log('found', index, name); }
            });
        });
        try { RegExp.prototype[Symbol.match] = function () { return 'polluted'; }; } catch (e) { }
        if ('a'.match(/a/) === 'polluted') { ctx.log('found match'); }
        if (({}).polluted !== undefined) { ctx.log('found polluted'); }
    },
    'time of the machine': function (ctx) {
        var times = [Date.now(), new Date().getTime(), new Date(new Date()).getTime(), Date.parse(Date()),
            new (Object.getPrototypeOf(new Date()).constructor)().getTime(), Reflect.construct(Date, []).getTime(),
            Date.prototype.constructor.now()];
        times.forEach(function (time, index) {
            if (Math.floor(time / 1000) !== Math.floor(ctx.time / 1000)) { ctx.log('found', index, time); }
        });
    },
    'files and network': function (ctx) {
        ['require', 'fetch', 'XMLHttpRequest', 'WebSocket', 'importScripts', 'Deno', 'Bun', 'fs', 'open'].forEach(function (name) {
            if (typeof globalThis[name] !== 'undefined') { ctx.log('found', name); }
        });
    },

    // Attempts with orders.
    'proxy as order': function (ctx) {
        var order = Order.market({symbol: 'BTC-USDT', side: 'BUY', quantity: 1});
        try { ctx.place(new Proxy(order, {})); ctx.log('placed'); } catch (e) { ctx.log(e.message); }
    },
    'getters': function (ctx) {
        var reads = 0;
        ctx.place(Order.market({symbol: 'BTC-USDT', side: 'BUY', get quantity() { reads += 1; return reads; }}));
        ctx.log(reads);
    },
    'numbers': function (ctx) {
        [NaN, Infinity, -Infinity, -0, 1e308, Number.MIN_VALUE].forEach(function (price) {
            ctx.place(Order.limit({symbol: 'BTC-USDT', side: 'SELL', quantity: price, price: price}));
        });
    },
    'other market': function (ctx) { ctx.place(Order.market({symbol: 'ETH-USDT', side: 'BUY', quantity: 1})); },
    'million orders': function (ctx) {
        for (var i = 0; i < 1e6; i += 1) {
            try { ctx.place(Order.market({symbol: 'BTC-USDT', side: 'BUY', quantity: 1})); } catch (e) { }
        }
    },
    'log flood': function (ctx) {
        var line = 'x'.repeat(100000);
        for (var i = 0; i < 5000; i += 1) { ctx.log(line); ctx.plot('y', i); }
    },

    // Attempts to use more than there is.
    'endless loop': function () { while (true) { } },
    'endless finally': function (ctx) {
        for (var i = 0; i < 2000; i += 1) {
            try { ctx.cancelAll('BTC-USDT'); } finally { continue; }
        }
        while (true) { }
    },
    'regular expression': function () { return /^(a+)+$/.test('a'.repeat(60) + 'b'); },
    'microtasks': function () {
        var again = function () { return Promise.resolve().then(again); };
        again();
    },
    'heap': function () { var all = []; while (true) { all.push(new Array(100000).fill(all.length)); } },
    'doubled array': function () { var a = [1]; while (true) { a = a.concat(a); } },
    'doubled text': function (ctx) { var s = 'abcdefgh'; while (true) { s += s; ctx.log(s.charCodeAt(s.length - 1)); } },
    'large buffer': function () { return new ArrayBuffer(1e9).byteLength; },
    'large error': function () { throw new Error('x'.repeat(1 << 29) + 'y'); },
    'deep recursion': function () { var f = function (n) { return f(n + 1) + 1; }; return f(0); },
    'error without a text': function () { throw {toString: function () { throw this; }}; },
    'threads': function (ctx) { ctx.log(typeof globalThis['Thread'], typeof globalThis['Worker']); while (true) { Math.sin(1); } }
};

strategy({
    parameters: {
        attempt: {type: 'choice', choices: Object.keys(attempts), default: 'none', meaning: 'attempt of this run'}
    },
    subscriptions: (markets) => [Data.bars(markets[0], '1m')],
    onBar(ctx, bar) { attempts[ctx.parameters.attempt](ctx); }
});
