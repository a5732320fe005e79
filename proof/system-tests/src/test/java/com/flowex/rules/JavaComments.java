package com.flowex.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Sentences in the comments of Java sources. Adjacent line comments count as one comment. */
final class JavaComments {

    private static final String QUOTES = "\"\"\"";
    private static final Pattern TAG = Pattern.compile("<p>|<li>|</?ul>|</?ol>|@return|@param\\s+\\S+|@throws\\s+\\S+");
    private static final Pattern MARGIN = Pattern.compile("(?m)^[ \\t]*\\*? ?");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?;:])\\s+(?=[A-Z])");
    private static final Pattern START = Pattern.compile(
            "^(What|Whatever|Whoever|Whom|Whose|Who|Whether|Of|So many|So often|So much|So long|So far)\\b");
    private static final Pattern ANYWHERE = Pattern.compile(
            "\\b(nobody|somebody|everybody|anybody|is told|are told|told of|tells|no more|any more)\\b",
            Pattern.CASE_INSENSITIVE);

    private JavaComments() {}

    /** Returns the sentences that begin with, or contain, words that CONTRIBUTING.md refuses. */
    static List<String> refusedSentences(String source) {
        return comments(source).stream()
                .flatMap(JavaComments::sentences)
                .filter(sentence -> isRefused(capitalized(sentence)))
                .toList();
    }

    /** Returns the sentences of a text outside comments that begin with, or contain, words that CONTRIBUTING.md refuses. */
    static Stream<String> refusedSentencesOf(String text) {
        return sentences(text).filter(JavaComments::isRefused);
    }

    private static boolean isRefused(String sentence) {
        return START.matcher(sentence).find() || ANYWHERE.matcher(sentence).find();
    }

    private static String capitalized(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    private static Stream<String> sentences(String comment) {
        return TAG.splitAsStream(comment)
                .map(part -> part.replaceAll("\\s+", " ").strip())
                .flatMap(SENTENCE_END::splitAsStream)
                .map(sentence -> sentence.replaceAll("^[ *\\-/]+|[ *\\-/]+$", ""))
                .filter(sentence -> !sentence.isEmpty());
    }

    private static List<String> comments(String source) {
        List<String> comments = new ArrayList<>();
        // Line on which the last comment ended; -1 if that was no line comment.
        int lastLine = -1;
        int line = 0;
        int at = 0;
        while (at < source.length()) {
            char first = source.charAt(at);
            if (first != '"' && first != '\'' && first != '/') {
                line += first == '\n' ? 1 : 0;
                at++;
                continue;
            }
            int end = endOfToken(source, at);
            String token = source.substring(at, end);
            if (token.startsWith("//")) {
                String text = token.substring(2).strip();
                if (lastLine == line - 1 && lastLine >= 0) {
                    text = comments.removeLast() + " " + text;
                }
                comments.add(text);
                lastLine = line;
            } else if (token.startsWith("/*")) {
                String text = token.substring(2, token.length() - 2).replaceAll("^\\*+", "");
                comments.add(MARGIN.matcher(text).replaceAll(""));
                lastLine = -1;
            }
            line += (int) token.chars().filter(letter -> letter == '\n').count();
            at = end;
        }
        return comments;
    }

    /** Returns the position behind the comment, the text or the single letter that begins at a position. */
    private static int endOfToken(String source, int at) {
        if (source.startsWith(QUOTES, at)) {
            int end = source.indexOf(QUOTES, at + QUOTES.length());
            while (source.charAt(end - 1) == '\\') {
                end = source.indexOf(QUOTES, end + 1);
            }
            return end + QUOTES.length();
        }
        if (source.charAt(at) == '"' || source.charAt(at) == '\'') {
            return endOfText(source, at);
        }
        if (source.startsWith("//", at)) {
            int end = source.indexOf('\n', at);
            return end < 0 ? source.length() : end;
        }
        return source.startsWith("/*", at) ? source.indexOf("*/", at + 2) + 2 : at + 1;
    }

    private static int endOfText(String source, int at) {
        int end = at + 1;
        while (source.charAt(end) != source.charAt(at)) {
            end += source.charAt(end) == '\\' ? 2 : 1;
        }
        return end + 1;
    }
}
