/** Pages of every process: health, metrics, documents, audit log, views. */
@NullMarked
package com.flowex.access.http.page;

import org.jspecify.annotations.NullMarked;
