package com.flowex.risk.app.suspicion;

import com.flowex.risk.store.suspicion.CaseNotificationsTable.NewCases;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Text of a mail about new cases, in one language. It names no suspects: other people may read the mailbox.
 *
 * @param about subject line, with the number of cases
 * @param line line of one pattern: its name, the number of cases, the highest score
 */
record CaseMailText(String about, String before, String line, String behind, Map<String, String> patterns) {

    private static final CaseMailText ENGLISH = new CaseMailText(
            "New cases of surveillance: %d",
            "There are cases of surveillance that you were not told of yet:",
            "- %s: %d (score up to %d)",
            "They are on the page under Administration, Surveillance. Who is suspected in one should not hear of it.",
            Map.of(
                    "wash_trading", "Wash trading",
                    "layering", "Layering",
                    "marking_the_close", "Marking the close",
                    "momentum_ignition", "Momentum ignition"));

    private static final CaseMailText PERSIAN = new CaseMailText(
            "پرونده‌های تازهٔ نظارت: %d",
            "پرونده‌هایی از نظارت هست که هنوز به شما گفته نشده است:",
            "- %s: %d (امتیاز تا %d)",
            "آنها در صفحه زیر «مدیریت»، «نظارت» هستند. کسی که در پرونده‌ای مظنون است نباید از آن باخبر شود.",
            Map.of(
                    "wash_trading", "معاملهٔ صوری",
                    "layering", "لایه‌چینی سفارش",
                    "marking_the_close", "دستکاری قیمت پایانی",
                    "momentum_ignition", "برانگیختن موج قیمت"));

    private static final CaseMailText CHINESE = new CaseMailText(
            "新的市场监察案件：%d",
            "有尚未通知您的市场监察案件：",
            "- %s：%d（最高评分 %d）",
            "请在页面的“管理”“市场监察”中查看。被怀疑的人不应得知。",
            Map.of(
                    "wash_trading", "对敲交易",
                    "layering", "分层挂单",
                    "marking_the_close", "操纵收盘价",
                    "momentum_ignition", "引发行情"));

    /** Returns the text in the given language; in English if the language is unknown. */
    static CaseMailText of(String language) {
        return switch (language) {
            case "fa" -> PERSIAN;
            case "zh" -> CHINESE;
            default -> ENGLISH;
        };
    }

    String subject(List<NewCases> news) {
        return String.format(
                Locale.ROOT, about, news.stream().mapToLong(NewCases::count).sum());
    }

    String text(List<NewCases> news) {
        String lines = news.stream()
                .map(each -> String.format(
                        Locale.ROOT,
                        line,
                        patterns.getOrDefault(each.pattern(), each.pattern()),
                        each.count(),
                        each.score()))
                .collect(Collectors.joining("\n"));
        return before + "\n\n" + lines + "\n\n" + behind + "\n";
    }
}
