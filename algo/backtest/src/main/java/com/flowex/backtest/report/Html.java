package com.flowex.backtest.report;

import java.util.List;

/** Text of a page. Every text from outside passes {@link #escape}. */
final class Html {

    private Html() {}

    static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                // Control characters are no valid characters of a page.
                default -> safe.append(c < ' ' && c != '\n' && c != '\t' ? '\uFFFD' : c);
            }
        }
        return safe.toString();
    }

    static void row(StringBuilder html, List<String> cells) {
        html.append("<tr>");
        cells.forEach(cell -> html.append("<td>").append(escape(cell)).append("</td>"));
        html.append("</tr>\n");
    }

    static void head(StringBuilder html, List<String> cells) {
        html.append("<thead><tr>");
        cells.forEach(cell -> html.append("<th>").append(escape(cell)).append("</th>"));
        html.append("</tr></thead>\n");
    }
}
