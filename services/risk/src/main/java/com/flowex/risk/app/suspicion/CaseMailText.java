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
            "You have not been notified of these cases of surveillance yet:",
            "- %s: %d (score up to %d)",
            "They are on the page under Administration, Surveillance. Do not tell suspected people of them.",
            Map.ofEntries(
                    Map.entry("wash_trading", "Wash trading"),
                    Map.entry("layering", "Layering"),
                    Map.entry("marking_the_close", "Marking the close"),
                    Map.entry("momentum_ignition", "Momentum ignition"),
                    Map.entry("p2p_report", "Reports on a person"),
                    Map.entry("p2p_release_pressure", "Pressure to release"),
                    Map.entry("p2p_false_proof", "The same proof twice"),
                    Map.entry("p2p_chargebacks", "Payments taken back"),
                    Map.entry("p2p_other_payer", "Paid by other people"),
                    Map.entry("p2p_shared_account", "One payment account of several people")));

    private static final CaseMailText PERSIAN = new CaseMailText(
            "پرونده‌های تازهٔ نظارت: %d",
            "پرونده‌هایی از نظارت هست که هنوز به شما گفته نشده است:",
            "- %s: %d (امتیاز تا %d)",
            "آنها در صفحه زیر «مدیریت»، «نظارت» هستند. کسی که در پرونده‌ای مظنون است نباید از آن باخبر شود.",
            Map.ofEntries(
                    Map.entry("wash_trading", "معاملهٔ صوری"),
                    Map.entry("layering", "لایه‌چینی سفارش"),
                    Map.entry("marking_the_close", "دستکاری قیمت پایانی"),
                    Map.entry("momentum_ignition", "برانگیختن موج قیمت"),
                    Map.entry("p2p_report", "گزارش دربارهٔ یک نفر"),
                    Map.entry("p2p_release_pressure", "فشار برای آزادسازی"),
                    Map.entry("p2p_false_proof", "مدرک تکراری"),
                    Map.entry("p2p_chargebacks", "پرداخت‌های پس‌گرفته‌شده"),
                    Map.entry("p2p_other_payer", "پرداخت به دست دیگران"),
                    Map.entry("p2p_shared_account", "یک حساب پرداخت از چند نفر")));

    private static final CaseMailText CHINESE = new CaseMailText(
            "新的市场监察案件：%d",
            "有尚未通知您的市场监察案件：",
            "- %s：%d（最高评分 %d）",
            "请在页面的“管理”“市场监察”中查看。被怀疑的人不应得知。",
            Map.ofEntries(
                    Map.entry("wash_trading", "对敲交易"),
                    Map.entry("layering", "分层挂单"),
                    Map.entry("marking_the_close", "操纵收盘价"),
                    Map.entry("momentum_ignition", "引发行情"),
                    Map.entry("p2p_report", "对用户的举报"),
                    Map.entry("p2p_release_pressure", "催促放行"),
                    Map.entry("p2p_false_proof", "重复使用的凭证"),
                    Map.entry("p2p_chargebacks", "被撤回的付款"),
                    Map.entry("p2p_other_payer", "由他人付款"),
                    Map.entry("p2p_shared_account", "多人使用同一收款账户")));

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
