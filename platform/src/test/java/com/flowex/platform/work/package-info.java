@NullMarked
package com.flowex.platform.work;

import org.jspecify.annotations.NullMarked;
