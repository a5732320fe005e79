/** Tests of the package of the same name. */
@NullMarked
package com.flowex.platform.http;

import org.jspecify.annotations.NullMarked;
