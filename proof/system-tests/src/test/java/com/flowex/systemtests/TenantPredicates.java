package com.flowex.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a statement says whose rows it is about, and the same statement without one of these words. */
final class TenantPredicates {

    private static final Pattern ONE = Pattern.compile(
            "(?<equal>(?:\\w+\\.)?tenant(?:_id)? = (?:\\?|\\w+\\.tenant(?:_id)?))|USING \\(tenant(?:_id)?, ");

    private TenantPredicates() {}

    /** A statement as one line. */
    static String oneLine(String sql) {
        return sql.replaceAll("\\s+", " ").strip();
    }

    static int count(String sql) {
        return (int) ONE.matcher(sql).results().count();
    }

    /** The statement with its nth tenant predicate, from 0, made true of every row; it takes the same parameters. */
    static String without(String sql, int nth) {
        Matcher matcher = ONE.matcher(sql);
        List<MatchResult> all = matcher.results().toList();
        MatchResult taken = all.get(nth);
        String instead = taken.group("equal") == null ? "USING (" : "(" + taken.group() + ") IS NOT NULL";
        return sql.substring(0, taken.start()) + instead + sql.substring(taken.end());
    }

    /** The text behind the nth predicate, to find it again: a few words of its statement. */
    static String shown(String sql, int nth) {
        MatchResult at = ONE.matcher(sql).results().toList().get(nth);
        return sql.substring(0, at.start()) + "[" + at.group() + "]" + sql.substring(at.end());
    }

    /**
     * A statement in the code of the product, or a part of one.
     *
     * @param where the class
     * @param text text of the constant, as one line; a formatted part stands there as "%s"
     */
    record StatementText(String where, String text) {

        /** True if a statement that was executed has this in it. */
        boolean isPartOf(String executed) {
            int end = 0;
            for (String part : text.split("%[sd]", -1)) {
                int begin = executed.indexOf(part, end);
                if (begin < 0) {
                    return false;
                }
                end = begin + part.length();
            }
            return true;
        }
    }

    /** Every constant of the product's compiled classes that has a tenant predicate in it. */
    static List<StatementText> written() {
        List<StatementText> all = new ArrayList<>();
        for (Path classFile : Modules.files("target/classes", ".class")) {
            String name = classFile.getFileName().toString().replace(".class", "");
            try {
                ClassFile.of().parse(classFile).constantPool().forEach(entry -> {
                    if (entry instanceof StringEntry text && count(oneLine(text.stringValue())) > 0) {
                        all.add(new StatementText(name, oneLine(text.stringValue())));
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }
}
