/** Rows that services declare for the exports of other services. */
@NullMarked
package com.flowex.platform.database.export;

import org.jspecify.annotations.NullMarked;
