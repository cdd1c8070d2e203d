/** What messages say: of each type some of these. */
export interface MessageContent {
  [name: string]: unknown;
  status?: string;
  execution_state?: string;
  execution_count?: number;
  text?: string;
  name?: string;
  ename?: string;
  evalue?: string;
  traceback?: string[];
  data?: Record<string, string>;
  matches?: string[];
  cursor_start?: number;
  cursor_end?: number;
  found?: boolean;
  metadata?: Record<string, unknown>;
  code?: string;
  cursor_pos?: number;
  restart?: boolean;
  silent?: boolean;
  store_history?: boolean;
  stop_on_error?: boolean;
  language_info?: Record<string, unknown>;
}
