/** The page's way to hold a refresh token: a cookie that no script reads. */
@NullMarked
package com.flowex.identity.api.session;

import org.jspecify.annotations.NullMarked;
