package com.flowex.p2p.api.notice;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.p2p.app.notice.NoticePages;
import com.flowex.p2p.store.notice.Notice;
import java.util.List;

/** Route of a person's notices. */
public final class NoticeRoutes {

    private final NoticePages notices;

    public NoticeRoutes(NoticePages notices) {
        this.notices = notices;
    }

    public Routes routes() {
        return new Routes()
                .get("/api/v1/p2p/notices", Access.of(Permission.READ), this::list)
                .query("limit", "cursor");
    }

    private Answer list(Request request) {
        int limit = request.limit();
        List<Notice> rows = notices.page(request.caller().account(), request.cursor(Long.MAX_VALUE), limit + 1);
        return Answer.ok(Page.of(rows, limit, each -> request.cursorBehind(each.number()))
                .map(NoticeBody::of));
    }
}
