package com.flowex.p2p.app.notice;

import com.flowex.domain.value.AccountId;
import com.flowex.p2p.store.notice.Notice;
import com.flowex.p2p.store.notice.NoticesTable;
import com.flowex.platform.database.Database;
import java.util.List;

/** Notices of people, as they read them later. */
public record NoticePages(Database database) {

    /** Returns notices before a number, newest first. */
    public List<Notice> page(AccountId account, long before, int limit) {
        return database.query(account.tenant(), connection -> NoticesTable.page(connection, account, before, limit));
    }
}
