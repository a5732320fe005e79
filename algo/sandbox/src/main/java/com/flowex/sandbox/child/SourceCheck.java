package com.flowex.sandbox.child;

import com.flowex.sandbox.wire.ScriptProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mozilla.javascript.CompilerEnvirons;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ErrorReporter;
import org.mozilla.javascript.EvaluatorException;
import org.mozilla.javascript.Parser;
import org.mozilla.javascript.ast.AstNode;
import org.mozilla.javascript.ast.AstRoot;
import org.mozilla.javascript.ast.Name;
import org.mozilla.javascript.ast.ObjectProperty;
import org.mozilla.javascript.ast.PropertyGet;
import org.mozilla.javascript.ast.WithStatement;

/** Checks a source by its syntax tree, before any of it runs. */
final class SourceCheck {

    /** Brackets within each other; the parser and the compiler call themselves for each. */
    static final int NESTING_MAX = 200;

    private static final int PROBLEMS_MAX = 50;

    private static final Set<String> FORBIDDEN = Set.of(
            "eval",
            "Function",
            "Packages",
            "java",
            "javax",
            "JavaImporter",
            "JavaAdapter",
            "JavaException",
            "require",
            "fetch",
            "XMLHttpRequest",
            "WebSocket",
            "setTimeout",
            "setInterval",
            "setImmediate");
    private static final Set<String> FORBIDDEN_PROPERTIES = Set.of("__proto__", "__parent__");

    private final List<ScriptProblem> problems = new ArrayList<>();
    // First line on which a property of an object is named.
    private final Map<String, Integer> lines = new HashMap<>();

    private SourceCheck() {}

    static SourceCheck of(String source) {
        SourceCheck check = new SourceCheck();
        check.run(source);
        return check;
    }

    List<ScriptProblem> problems() {
        return problems;
    }

    /** Returns the line that names a property; 0 if none does. */
    int lineOf(String property) {
        return lines.getOrDefault(property, 0);
    }

    private void run(String source) {
        int line = lineNestedTooDeep(source);
        if (line > 0) {
            add(line, "nesting", "brackets may be nested " + NESTING_MAX + " deep");
            return;
        }
        CompilerEnvirons settings = new CompilerEnvirons();
        settings.setLanguageVersion(Context.VERSION_ES6);
        settings.setRecoverFromErrors(false);
        settings.setXmlAvailable(false);
        settings.setReservedKeywordAsIdentifier(true);
        try {
            AstRoot root = new Parser(settings, new Syntax(source)).parse(source, "strategy", 1);
            root.visit(this::visit);
        } catch (EvaluatorException e) {
            if (problems.isEmpty()) {
                add(e.lineNumber(), "syntax", String.valueOf(e.details()));
            }
        } catch (StackOverflowError e) {
            // Long chains of operators nest without brackets.
            add(0, "nesting", "expressions are nested too deep");
        }
    }

    /** Returns the first line whose brackets are nested too deep; brackets in texts and comments count too. */
    private static int lineNestedTooDeep(String source) {
        int depth = 0;
        int line = 1;
        for (int i = 0; i < source.length(); i++) {
            switch (source.charAt(i)) {
                case '(', '[', '{' -> depth++;
                case ')', ']', '}' -> depth = Math.max(0, depth - 1);
                case '\n' -> line++;
                default -> {}
            }
            if (depth > NESTING_MAX) {
                return line;
            }
        }
        return 0;
    }

    private boolean visit(AstNode node) {
        switch (node) {
            case WithStatement _ -> add(node.getLineno(), "forbidden_name", "the statement \"with\" is not allowed");
            case Name name -> visit(name);
            case ObjectProperty property
            when property.getKey() instanceof Name key -> lines.putIfAbsent(key.getIdentifier(), key.getLineno());
            default -> {}
        }
        return problems.size() < PROBLEMS_MAX;
    }

    private void visit(Name name) {
        String identifier = name.getIdentifier();
        boolean isProperty = name.getParent() instanceof PropertyGet get && get.getProperty() == name
                || name.getParent() instanceof ObjectProperty property && property.getKey() == name;
        if (isProperty ? FORBIDDEN_PROPERTIES.contains(identifier) : FORBIDDEN.contains(identifier)) {
            add(name.getLineno(), "forbidden_name", "the name \"" + identifier + "\" is not allowed");
        }
    }

    private void add(int line, String rule, String message) {
        problems.add(new ScriptProblem(Math.max(0, line), rule, message));
    }

    /** Takes the first error of the parser, which cannot go on behind it. */
    private final class Syntax implements ErrorReporter {

        private final String source;

        Syntax(String source) {
            this.source = source;
        }

        @Override
        public void warning(String message, String name, int line, String text, int column) {
            // A warning refuses nothing.
        }

        @Override
        public void error(String message, String name, int line, String text, int column) {
            String hint = source.lines()
                            .skip(Math.max(0, line - 1))
                            .findFirst()
                            .filter(wrong -> wrong.matches(".*\\bfor\\s*\\(\\s*const\\b.*"))
                            .isPresent()
                    ? "; a loop \"for (const ...\" is written \"for (let ...\" here"
                    : "";
            add(line, "syntax", message + hint);
            throw runtimeError(message, name, line, text, column);
        }

        @Override
        public EvaluatorException runtimeError(String message, String name, int line, String text, int column) {
            return new EvaluatorException(message, name, line, text, column);
        }
    }
}
