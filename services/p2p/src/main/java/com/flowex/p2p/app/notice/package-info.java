/** Notices to people about their trades and offers: written with each change, streamed, and mailed. */
@NullMarked
package com.flowex.p2p.app.notice;

import org.jspecify.annotations.NullMarked;
