package com.flowex.identity.app.recovery;

import com.flowex.identity.app.sms.SmsCodes;
import com.flowex.identity.store.person.ProfilesTable;
import com.flowex.identity.store.user.User;
import com.flowex.platform.database.transaction.Transaction;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * Notices by SMS about recoveries, in the language of the user: a thief who reads the mailbox does not have the phone as
 * well. They carry no link and no code, because whoever stole the number would have them; the link that cancels is in the
 * mail of the same moment.
 */
public final class RecoverySms {

    private static final String ENGLISH = "en";
    private static final String DATE = "DATE";

    private static final Map<String, String> WAITS = Map.of(
            ENGLISH,
            "Your second factors are removed on DATE. Not you? Open the link in our e-mail to keep them.",
            "fa",
            "روش‌های تأیید دومرحله‌ای شما در DATE حذف می‌شوند. اگر شما نخواسته‌اید، پیوند ایمیل ما را باز کنید.",
            "zh",
            "您的两步验证将于 DATE 移除。若非本人操作，请打开我们邮件中的链接以保留。");

    private static final Map<String, String> DONE = Map.of(
            ENGLISH,
            "Your second factors were removed. Not you? Reset your password at once.",
            "fa",
            "روش‌های تأیید دومرحله‌ای شما حذف شدند. اگر کار شما نبود، بی‌درنگ گذرواژه را عوض کنید.",
            "zh",
            "您的两步验证已移除。若非本人操作，请立即重置密码。");

    private final SmsCodes codes;
    private final ProfilesTable profiles;

    /** @param codes sender with its limits */
    public RecoverySms(SmsCodes codes, ProfilesTable profiles) {
        this.codes = codes;
        this.profiles = profiles;
    }

    /** Announces that the factors of a user are removed at a time, unless that is canceled. */
    void waits(Transaction changing, User user, Instant due) {
        String language = language(changing, user);
        String date = due.atZone(ZoneOffset.UTC).toLocalDate().toString();
        send(changing, user, text(WAITS, language).replace(DATE, language.equals("fa") ? persian(date) : date));
    }

    /** Announces that the factors of a user were removed; the caller calls it before their number is. */
    void done(Transaction changing, User user) {
        send(changing, user, text(DONE, language(changing, user)));
    }

    private void send(Transaction changing, User user, String text) {
        codes.announce(changing, user, text);
    }

    private String language(Transaction changing, User user) {
        return profiles.of(changing, user).language();
    }

    private static String text(Map<String, String> texts, String language) {
        return texts.getOrDefault(language, texts.getOrDefault(ENGLISH, ""));
    }

    private static String persian(String digits) {
        StringBuilder text = new StringBuilder();
        digits.chars().forEach(each -> text.append((char) (each >= '0' && each <= '9' ? each - '0' + '۰' : each)));
        return text.toString();
    }
}
