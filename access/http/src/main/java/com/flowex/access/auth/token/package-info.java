/** Access tokens and the keys that sign them. */
@NullMarked
package com.flowex.access.auth.token;

import org.jspecify.annotations.NullMarked;
