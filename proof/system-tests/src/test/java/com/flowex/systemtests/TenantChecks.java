package com.flowex.systemtests;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Finds, in the sources of the product, every place that distinguishes tenants: comparisons of tenants, keys that a
 * tenant is part of, maps by tenant, functions that give a tenant (rows are grouped by them, or written under them),
 * texts with a tenant's number in them, and calls of the checks that have names.
 */
final class TenantChecks {

    /** Code that reads or writes a tenant's number and decides nothing, or has no tenants. */
    private static final Pattern ELSEWHERE = Pattern.compile("/(protocol|simulator|benchmarks)/src/");

    /** An expression that is a tenant's number. */
    private static final Pattern TENANT = Pattern.compile("(\\(\\w+\\))?([\\w.()]*\\.)?"
            + "(tenant(\\(\\))?|tenantOf\\([\\w.]*\\)|TENANT|PLATFORMS_TENANT|PLATFORM_TENANT)|Tenant\\.DEFAULT");

    private static final Pattern MENTIONS = Pattern.compile(
            "\\b(tenant|tenantOf|TENANT|\\w+_TENANT|Tenant\\.DEFAULT|(before|other|one|transfer)\\.number\\(\\))\\b|proven");

    /** The existence and the state of a thing: neither names its owner. */
    private static final Pattern PRESENCE = Pattern.compile("null|.*\\.status\\(\\)");

    private static final Set<String> MAPS = Set.of(
            "get", "put", "contains", "containsKey", "add", "remove", "computeIfAbsent", "getOrDefault", "merge");

    /** The checks that have a name, and what stands in their place when one is gone; "$0" is what it is called on. */
    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("requireSame", "java.util.Objects.hash($0, $1)"),
            Map.entry("requireOn", "java.util.Objects.hash($0, $1, $2)"),
            Map.entry("belongsTo", "java.util.Objects.hash($0, $1)"),
            Map.entry("requireDefault", "Math.max(1, $1)"),
            Map.entry("existing", "$1"),
            Map.entry("same", "$2"),
            Map.entry("settle", "Math.max(1, $2)"),
            Map.entry("requireActive", "$1.number()"),
            Map.entry("isTenantKilled", "false"),
            Map.entry("isOther", "false"),
            Map.entry("mayServe", "true"),
            Map.entry("mayStream", "true"));

    /** Where these names mean that: elsewhere others have them. */
    private static final Pattern NAMED_IN =
            Pattern.compile("flowex/access/http/|marketdata/|/engine/|identity/(\\w+/)+\\w+Routes");

    /**
     * One of them.
     *
     * @param text as it is written, on one line
     * @param nth which of several alike in its file, from 1
     * @param from where it begins in the source, and {@code to} where it ends
     * @param instead its replacement when it is gone
     */
    record Check(Path file, String text, int nth, int from, int to, String instead) {

        /** Its name in the list. */
        String name() {
            String simple = file.getFileName().toString().replace(".java", "");
            return file.getName(file.getNameCount() - 2) + "." + simple + " | " + text + (nth == 1 ? "" : " #" + nth);
        }

        /** The source without it. */
        String mutated() {
            String source = read(file);
            return source.substring(0, from) + instead + source.substring(to);
        }
    }

    private final List<Check> found = new ArrayList<>();
    private final Map<String, Integer> alike = new HashMap<>();

    private TenantChecks() {}

    /** All of them, file by file. */
    static List<Check> all() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources()));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            TenantChecks checks = new TenantChecks();
            for (CompilationUnitTree unit : task.parse()) {
                checks.new Search(unit, positions).scan(unit, null);
            }
            return checks.found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sources() {
        return Modules.files("src/main/java", ".java").stream()
                .filter(file -> !ELSEWHERE.matcher(file.toString()).find())
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks through one file. */
    private final class Search extends TreePathScanner<@Nullable Void, @Nullable Void> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final Path file;
        private final String source;
        private final boolean isAboutTenants;

        Search(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
            this.file = Path.of(unit.getSourceFile().toUri());
            this.source = read(file);
            this.isAboutTenants = source.toLowerCase(Locale.ROOT).contains("tenant");
        }

        @Override
        public @Nullable Void visitBinary(BinaryTree tree, @Nullable Void none) {
            String left = tree.getLeftOperand().toString();
            String right = tree.getRightOperand().toString();
            boolean mentions =
                    (MENTIONS.matcher(left).find() || MENTIONS.matcher(right).find())
                            && !PRESENCE.matcher(left).matches()
                            && !PRESENCE.matcher(right).matches();
            switch (tree.getKind()) {
                case EQUAL_TO -> note(mentions, tree, "(" + text(tree) + " || Boolean.TRUE)");
                case NOT_EQUAL_TO -> note(mentions, tree, "(" + text(tree) + " && Boolean.FALSE)");
                case PLUS, LEFT_SHIFT -> {
                    note(isTenant(tree.getLeftOperand()), tree.getLeftOperand(), unusedHash(tree.getLeftOperand()));
                    note(isTenant(tree.getRightOperand()), tree.getRightOperand(), unusedHash(tree.getRightOperand()));
                }
                default -> {}
            }
            return super.visitBinary(tree, null);
        }

        /** A key of a map or set: what a class makes for itself alone, of a tenant and something else. */
        @Override
        public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void none) {
            String type = tree.getIdentifier().toString();
            boolean isOwn = Pattern.compile("private record " + type + "\\(int tenant")
                    .matcher(source)
                    .find();
            if (isOwn) {
                note(true, tree, withoutFirst(tree, tree.getArguments().getFirst()));
            }
            return super.visitNewClass(tree, null);
        }

        /** Values that distinguish rows and entries, or under which they are written. */
        @Override
        public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void none) {
            note(isTenant(tree.getBody()), tree.getBody(), unusedHash(tree.getBody()));
            return super.visitLambdaExpression(tree, null);
        }

        @Override
        public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void none) {
            // A number without an owner; a lambda would be a method more, which a class that runs cannot get.
            note(tree.getName().contentEquals("tenant"), tree, text(tree).replace("::tenant", "::hashCode"));
            return super.visitMemberReference(tree, null);
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void none) {
            String select = tree.getMethodSelect().toString();
            String name = select.substring(select.lastIndexOf('.') + 1);
            if (!tree.getArguments().isEmpty()) {
                Tree first = tree.getArguments().getFirst();
                if (MAPS.contains(name) && isTenant(first)) {
                    note(true, tree, withoutFirst(tree, first));
                } else if (NAMED.containsKey(name)
                        && NAMED_IN.matcher(file.toString()).find()
                        && !(name.equals("settle") && file.toString().contains("/engine/"))) {
                    note(true, tree, inPlaceOf(tree, NAMED.get(name)));
                }
            }
            return super.visitMethodInvocation(tree, null);
        }

        /** The same number for every tenant. As an expression of it, so that what a lambda needs stays the same. */
        private String unusedHash(Tree tenant) {
            return "(" + text(tenant) + " * 0)";
        }

        private String withoutFirst(Tree call, Tree first) {
            return source.substring(from(call), from(first))
                    + unusedHash(first)
                    + source.substring(to(first), to(call));
        }

        private String inPlaceOf(MethodInvocationTree tree, String pattern) {
            String select = text(tree.getMethodSelect());
            int dot = select.lastIndexOf('.');
            String instead = pattern.replace("$0", dot < 0 ? "0" : select.substring(0, dot));
            for (int i = 0; i < tree.getArguments().size(); i++) {
                instead =
                        instead.replace("$" + (i + 1), text(tree.getArguments().get(i)));
            }
            return instead;
        }

        private boolean isTenant(Tree tree) {
            return isAboutTenants && TENANT.matcher(tree.toString()).matches();
        }

        private int from(Tree tree) {
            return (int) positions.getStartPosition(unit, tree);
        }

        private int to(Tree tree) {
            return (int) positions.getEndPosition(unit, tree);
        }

        private String text(Tree tree) {
            return source.substring(from(tree), to(tree));
        }

        private void note(boolean isOne, Tree tree, String instead) {
            if (!isOne) {
                return;
            }
            String text = text(tree).replaceAll("\\s+", " ");
            int nth = alike.merge(file + text, 1, Integer::sum);
            found.add(new Check(file, text, nth, from(tree), to(tree), instead));
        }
    }
}
