@NullMarked
package com.flowex.audit;

import org.jspecify.annotations.NullMarked;
