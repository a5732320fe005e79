package com.flowex.sandbox.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.sandbox.wire.Callback;
import com.flowex.sandbox.wire.ScriptProblem;
import com.flowex.strategy.parameter.ParameterSpec;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mozilla.javascript.Context;

class ScriptProgramTest {

    private static final ScriptScope SCOPES = new ScriptScope();
    private static final List<String> MARKETS = List.of("BTC-USDT", "ETH-USDT");

    private Context context;

    @BeforeEach
    void enter() {
        context = new ScriptContextFactory().enterContext();
    }

    @AfterEach
    void exit() {
        Context.exit();
    }

    private ScriptProgram.Loaded load(String source) {
        return ScriptProgram.load(context, SCOPES, source, MARKETS);
    }

    /** A bar stands for a new line; the body of a source has one that it calls and one subscription. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "let a = ; ~ 1 ~ syntax ~ syntax error",
                "let a = 1;|for (const b of [a]) {} ~ 2 ~ syntax ~ \"for (let ...\"",
                "class A {} ~ 1 ~ syntax ~ class",
                "1;|2;|eval('1'); ~ 3 ~ forbidden_name ~ eval",
                "new Function('1') ~ 1 ~ forbidden_name ~ Function",
                "let a = {};|a.__proto__ = 1; ~ 2 ~ forbidden_name ~ __proto__",
                "with (Math) {} ~ 1 ~ forbidden_name ~ with",
                "let a = 1; ~ 0 ~ strategy_missing ~ once",
                "strategy(7); ~ 0 ~ strategy_missing ~ plain object",
                "strategy(new Proxy({}, {})); ~ 0 ~ strategy_missing ~ plain object",
                "strategy({});|strategy({}); ~ 2 ~ error ~ called once",
                "let a = null;|a.b(); ~ 2 ~ error ~ null",
                "strategy({|subscriptions: S,|onbar() {}}); ~ 3 ~ callback_unknown ~ is onBar meant?",
                "strategy({|subscriptions: S,|onBar: 7}); ~ 3 ~ callback_unknown ~ function",
                "strategy({|onBar() {}}); ~ 3 ~ subscriptions_missing ~ function or an array",
                "strategy({|subscriptions: [],|onStart() {}}); ~ 2 ~ subscriptions_missing ~ no data",
                "strategy({|subscriptions: [7],|onBar() {}}); ~ 0 ~ error ~ Data.bars",
                "strategy({|subscriptions: S,|onStart() {}}); ~ 2 ~ callback_missing ~ onBar",
                "strategy({|subscriptions: S,|onBar() {},|onTop() {}}); ~ 4 ~ callback_unused ~ onTop",
                "strategy({subscriptions: [Data.bars('A', '90x')], onBar() {}}); ~ 1 ~ error ~ 15m",
                "strategy({subscriptions: [Data.depth('A', 51)], onBar() {}}); ~ 1 ~ error ~ 1..50",
                "P({|a: 7}); ~ 2 ~ parameter ~ takes an object",
                "P({|a: {type: 'float'}}); ~ 2 ~ parameter ~ whole, number, choice or flag",
                "P({|a: {type: 'whole', min: 1, max: 5}}); ~ 2 ~ parameter ~ default is a number, was absent",
                "P({|a: {type: 'whole', min: 1, max: 5, default: 6}}); ~ 2 ~ parameter ~ 1..5",
                "P({|a: {type: 'whole', min: 1, max: 5, default: 1.5}}); ~ 2 ~ parameter ~ whole number",
                "P({|a: {type: 'number', min: NaN, max: 5, default: 1}}); ~ 2 ~ parameter ~ range",
                "P({|a: {type: 'number', min: 1, max: 1/0, default: 1}}); ~ 2 ~ parameter ~ range",
                "P({|a: {type: 'choice', choices: ['b'], default: 'c'}}); ~ 2 ~ parameter ~ no choice",
                "P({|a: {type: 'flag', default: 1}}); ~ 2 ~ parameter ~ true or false",
                "P({|a: {type: 'flag', default: true, mean: 'x'}}); ~ 2 ~ parameter ~ no field \"mean\"",
                "P({|'a b': {type: 'flag', default: true}}); ~ 0 ~ parameter ~ a letter"
            })
    void a_problem_names_its_line_and_rule(String body, int line, String rule, String message) {
        String source = body.strip().replace('|', '\n')
                + "\nfunction S(markets) { return markets.map((m) => Data.bars(m, '1m')); }"
                + " function P(parameters) { strategy({parameters, subscriptions: S, onBar() {}}); }";
        List<ScriptProblem> problems = load(source).problems();
        assertEquals(1, problems.size(), problems.toString());
        assertEquals(rule, problems.getFirst().rule(), problems.toString());
        assertEquals(line, problems.getFirst().line(), problems.toString());
        assertTrue(problems.getFirst().message().contains(message), problems.toString());
    }

    @Test
    void deep_nesting_of_any_kind_is_refused() {
        assertEquals(
                "nesting",
                load("\n" + "[".repeat(100_000)).problems().getFirst().rule());
        assertEquals(2, load("\n" + "(".repeat(100_000)).problems().getFirst().line());
        // Operators nest without brackets; the parser notices that by itself.
        for (String source :
                List.of("let a = 1" + " + 1".repeat(100_000) + ";", "let a = " + "!".repeat(200_000) + "1;")) {
            assertEquals(1, load(source).problems().size());
        }
    }

    @Test
    void a_definition_has_its_parameters_in_order() {
        ScriptProgram.Loaded loaded = load("""
                strategy({
                  parameters: {
                    w: {type: 'whole', min: -1, max: 5, default: 2, meaning: 'a'},
                    n: {type: 'number', min: 0, max: 1, default: 0.5},
                    c: {type: 'choice', choices: ['x', 'y'], default: 'y'},
                    f: {type: 'flag', default: true}
                  },
                  subscriptions: ([first], parameters) => parameters.f ? [Data.trades(first)] : [],
                  onTrade() {}, onStop() {}
                });
                """);
        assertEquals(List.of(), loaded.problems());
        Definition definition = Objects.requireNonNull(loaded.definition());
        assertEquals(
                List.of(
                        new ParameterSpec.Whole("w", "a", -1, 5, 2),
                        new ParameterSpec.Decimal("n", "", 0, 1, 0.5),
                        new ParameterSpec.Choice("c", "", List.of("x", "y"), "y"),
                        new ParameterSpec.Flag("f", "", true)),
                definition.parameters());
        assertEquals(Callback.TRADE.bit() + Callback.STOP.bit(), definition.callbackBits());
    }
}
